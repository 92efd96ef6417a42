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
  expect(stdout.trimEnd().split('\n')).toHaveLength(namedScenarios.length + 1)
  for (const { name, about } of namedScenarios)
    expect(stdout).toMatch(new RegExp(`^${name} +${about[0]}`, 'm'))
  expect(stdout).toMatch(/^mine +Ours\. \(from the config file\)$/m)
})

test('scenarios says what of a named one can do nothing under these settings', async () => {
  const { stdout } = await runCommand(['scenarios'])
  expect(stdout).toContain(
    'Left out: callback-bad-signature can do nothing here: Kie signs its callbacks only with',
  )
})

test('scenarios --json prints an object per line', async () => {
  const { stdout } = await runCommand(['scenarios', '--json'])
  const rows = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(rows.map(({ name }) => name)).toEqual(namedScenarios.map(({ name }) => name))
  expect(rows[0]).toEqual({ name: 'happy', about: 'Everything works.', source: 'built in', notes: [] })
})

test('faults lists what each catches and how it is set', async () => {
  const { code, stdout } = await runCommand(['faults'])
  expect(code).toBe(0)
  for (const { name, catches, settings } of faults.values()) {
    expect(stdout).toContain(`${name}\n  catches  ${catches}\n`)
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
