import { expect, test } from 'vitest'
import { faults } from '../../src/simulator/faults/index.ts'
import { namedScenarios } from '../../src/simulator/scenarios/named.ts'
import { runCommand, temporaryFolder } from '../helpers/command.ts'

test('scenarios lists each with one line, and your own from the config file', async () => {
  using folder = temporaryFolder({
    'stuntdouble.config.yaml': 'scenarios: {mine: {about: Ours., rules: [{fault: hang}]}}\n',
  })
  const { code, stdout } = await runCommand(['scenarios', '--kie-webhook-key', 'x'], { cwd: folder.path })
  expect(code).toBe(0)
  expect(stdout.match(/^\S+/gm)).toEqual([...namedScenarios().map(({ name }) => name), 'mine'])
  for (const { name, about } of namedScenarios())
    expect(stdout).toMatch(new RegExp(`^${name} +${about[0]}`, 'm'))
  expect(stdout).toMatch(/^mine +Ours\. \(from the config file\)$/m)
})

test('scenarios says what of a named one can do nothing under these settings', async () => {
  const { stdout } = await runCommand(['scenarios'])
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    'Left out: callback-bad-signature can do nothing here: Kie signs its callbacks only with',
  )
})

test('scenarios --json prints an object per line', async () => {
  const { stdout } = await runCommand(['scenarios', '--json'])
  const rows = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(rows.map(({ name }) => name)).toEqual(namedScenarios().map(({ name }) => name))
  expect(rows[0]).toEqual({ name: 'happy', about: 'Everything works.', source: 'built in', notes: [] })
})

test('faults lists what each catches and how it is set', async () => {
  const { code, stdout } = await runCommand(['faults'])
  expect(code).toBe(0)
  for (const { name, catches, settings } of faults.values()) {
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`${name} catches ${catches} strikes `)
    for (const setting of Object.keys(settings)) expect(stdout).toContain(`  ${setting}=`)
  }
  const rows = (await runCommand(['faults', '--json'])).stdout.trimEnd().split('\n')
  expect(rows).toHaveLength(faults.size)
  expect(JSON.parse(rows[0] ?? '')).toMatchObject({ name: 'unauthorized', settings: [] })
})

test('a scenario that does not exist is one clear sentence and exit code 2', async () => {
  const { code, stderr } = await runCommand(['--scenario', 'hapy'])
  expect(stderr).toBe('stuntdouble: There is no scenario "hapy"; did you mean happy?\n')
  expect(code).toBe(2)
})

test('faults with a name shows that one', async () => {
  const { stdout } = await runCommand(['faults', 'task-fails'])
  expect(stdout).toMatch(/^task-fails\n {2}catches {2}a client that waits only for success/)
  expect(stdout.match(/^\S+$/gm)).toEqual(['task-fails'])
  expect(await runCommand(['faults', 'task-fail'])).toMatchObject({
    code: 2,
    stderr:
      'stuntdouble: There is no fault "task-fail"; did you mean task-fails? See stuntdouble help faults.\n',
  })
})

test('scenarios with a name shows its rules, as a directive would say them', async () => {
  expect((await runCommand(['scenarios', 'flaky'])).stdout).toBe(
    'flaky\nOne call in five gets a server error before any work is done.\n  rule 1  server-error chance=0.2 kind=any at=before\n',
  )
  expect((await runCommand(['scenarios', 'flakey'])).stderr).toContain('did you mean flaky?')
})

test('scenarios marks the one that is chosen', async () => {
  const env = { STUNTDOUBLE_SCENARIO: 'stuck' }
  expect((await runCommand(['scenarios'])).stdout).toMatch(/^happy .*\(the default\)$/m)
  expect((await runCommand(['scenarios', '--json'], { env })).code).toBe(0)
})
