import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/cli/config/config.ts'
import { scenariosOf } from '../../src/cli/config/scenarios-of.ts'
import { faults } from '../../src/simulator/faults/index.ts'
import { CONDITIONS } from '../../src/simulator/scenarios/read-rule.ts'
import { temporaryFolder } from '../helpers/command.ts'
import { BOTH, start } from '../simulator/faults/job.ts'

const page = readFileSync('docs/faults.md', 'utf8')

test('the page explains every condition of a rule', () => {
  for (const condition of CONDITIONS) expect(page).toMatch(new RegExp(`^\\|.*\`${condition}\``, 'm'))
})

test('the config file on the page is a good one', async () => {
  const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? []
  using folder = temporaryFolder({ 'stuntdouble.config.yaml': yaml })
  const scenario = scenariosOf(await readConfig({}, { env: {}, cwd: folder.path })).named('first-week')
  expect(scenario.rules).toHaveLength(4)
  expect(scenario.latency?.models).toEqual({ 'wan/2-5-image-to-video': { run: 180_000 } })
})

test('the directives on the page can be read', async () => {
  await using double = await start()
  const directives = [...page.matchAll(/\[\[stunt: [^\]]+\]\]/g)].map(([directive]) => directive)
  expect(directives).toHaveLength(2)
  for (const directive of directives) {
    const { headers } = await double.createKie(
      { prompt: `a cat ${directive}` },
      {},
      { key: directive.slice(-9, -2) },
    )
    expect(headers['x-stuntdouble-note'] ?? '').not.toContain('not followed')
  }
  const narrow = await BOTH[1][1].read(
    double,
    'task-unified-1757169743-7cvnl5zw',
    'server-error kind=unavailable on=retrieve call=2..3',
  )
  expect(String(narrow.headers['x-stuntdouble-note'])).not.toMatch(/nothing|not followed/)
})

test('each fault is a file of its name, says what it does, and has a test by its name', () => {
  const tests = readdirSync('test/simulator/faults')
    .map((file) => readFileSync(join('test/simulator/faults', file), 'utf8'))
    .join('\n')
  for (const { name, catches } of faults.values()) {
    const source = readFileSync(`src/simulator/faults/${name}.ts`, 'utf8')
    expect(source, name).toMatch(/\/\*\*\s+(?:\* )?[A-Z][^@]*\.\s+\*\/\nexport const \w+ = defineFault/)
    expect(catches, name).toMatch(/^a (client|receiver) .*[^.]$/)
  }
  const untested = [...faults.keys()].filter((name) => !tests.includes(`'${name}`))
  expect(untested, 'no test in test/simulator/faults has a title that begins with the name').toEqual([])
})

test('every file that defines a fault is in the list of src/simulator/faults/index.ts', () => {
  const folder = 'src/simulator/faults'
  const defining = readdirSync(folder).filter((file) =>
    readFileSync(join(folder, file), 'utf8').includes('= defineFault'),
  )
  expect(defining.sort()).toEqual([...faults.keys()].map((name) => `${name}.ts`).sort())
})

test('no shared code asks which fault it has', () => {
  // `hang` is also a way an answer is carried, and `refused` a verdict.
  const names = [...faults.keys()].filter((name) => !['hang', 'refused'].includes(name)).join('|')
  const sources = readdirSync('src/simulator', { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.startsWith('faults/'),
  )
  const asking = sources.filter((path) =>
    new RegExp(`fault\\.name\\s*[!=]==?|[!=]==\\s*'(${names})'`).test(
      readFileSync(join('src/simulator', path), 'utf8'),
    ),
  )
  expect(asking).toEqual([])
})
