import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/cli/config/config.ts'
import { temporaryFolder } from '../helpers/command.ts'

const complaint = async (name: string, text: string, flags = {}, environment = {}): Promise<string> => {
  using folder = temporaryFolder({ [name]: text })
  try {
    await readConfig(flags, { env: environment, cwd: folder.path })
    return 'nothing'
  } catch (error) {
    return (error as Error).message.replace(join(folder.path, '/'), '')
  }
}

const YAML = `profile: observed
scenarios:
  first-week:
    about: Things that went wrong in our first week.
    rules:
      - {fault: server-error, operation: create, call: "..2"}
      - fault: task-fails
        prompt: blood
        with:
          after: 2s
    latency:
      answers: 100ms..300ms
      models:
        wan/2-5-text-to-video: {run: "median=2s,p99=9s"}
`

test.each([
  [
    'server-error',
    'sever-error',
    6,
    'Scenario first-week, rule 1: There is no fault "sever-error"; did you mean server-error?',
  ],
  [
    'operation: create',
    'operation: creat',
    6,
    'Scenario first-week, rule 1: There is no operation "creat"; did you mean create?',
  ],
  ['"..2"', 'two', 6, 'Scenario first-week, rule 1: call: "two" is not a number of a call, a range'],
  ['prompt:', 'promt:', 8, 'Scenario first-week, rule 2: A rule has no "promt"; did you mean prompt?'],
  [
    'after: 2s',
    'afer: 2s',
    10,
    'task-fails has no setting "afer": it has after, as, code, message; did you mean after?',
  ],
  ['after: 2s', 'after: soon', 10, 'task-fails after: "soon" is not a duration. Examples: 250ms, 5s, 2m.'],
  ['    rules:', '    rule:', 5, 'Scenario first-week: there is no "rule"; did you mean rules?'],
  ['answers: 100ms..300ms', 'answer: 1s', 12, 'latency has no "answer"; did you mean answers?'],
  [
    '100ms..300ms',
    '300ms..100ms',
    12,
    'latency.answers: "300ms..100ms" is not a duration. Examples: 250ms, 5s, 1s..3s',
  ],
  ['{run: "median=2s,p99=9s"}', '{running: 1s}', 14, 'latency.models.wan/2-5-text-to-video has no "running"'],
  [
    'fault: task-fails',
    'fault: callback-bad-signature',
    7,
    'callback-bad-signature can do nothing here: Kie signs its callbacks only with a --kie-webhook-key',
  ],
  [
    'profile: observed',
    'scenario: frist-week',
    1,
    'There is no scenario "frist-week"; did you mean first-week?',
  ],
])('%s written as %s is reported with file and line %i', async (right, wrong, line, sentence) => {
  const text = YAML.replace(right, wrong).replace(
    wrong.includes('signature') ? /prompt: blood\n\s+with:\n\s+after: 2s/ : '\0',
    'prompt: blood',
  )
  const told = await complaint('stuntdouble.config.yaml', text)
  expect(told).toContain(`stuntdouble.config.yaml:${line}: `)
  expect(told).toContain(sentence)
})

test('a JSON file too', async () => {
  const json = JSON.stringify(
    { scenarios: { mine: { rules: [{ fault: 'hang' }, { fault: 'hangs' }] } } },
    null,
    2,
  )
  expect(await complaint('stuntdouble.config.json', json)).toBe(
    'stuntdouble.config.json:9: Scenario mine, rule 2: There is no fault "hangs"; did you mean hang?',
  )
})

test('what a good file says is what runs', async () => {
  expect(await complaint('stuntdouble.config.yaml', YAML)).toBe('nothing')
  const signing = YAML.replace('fault: task-fails', 'fault: callback-bad-signature').replace(
    'with:\n          after: 2s',
    '',
  )
  expect(await complaint('stuntdouble.config.yaml', signing, { 'kie-webhook-key': 'secret' })).toBe('nothing')
})

test('a scenario that a flag names has no line', async () => {
  expect(await complaint('stuntdouble.config.yaml', YAML, { scenario: 'hapy' })).toBe(
    'There is no scenario "hapy"; did you mean happy?',
  )
})

test('a flag comes before a variable, and a variable before the file, for the scenario as for every setting', async () => {
  using folder = temporaryFolder({ 'stuntdouble.config.yaml': 'scenario: slow\n' })
  const chosen = async (flags: Record<string, string>, environment: Record<string, string>) =>
    (await readConfig(flags, { env: environment, cwd: folder.path })).scenario
  expect(await chosen({}, {})).toBe('slow')
  expect(await chosen({}, { STUNTDOUBLE_SCENARIO: 'flaky' })).toBe('flaky')
  expect(await chosen({ scenario: 'stuck' }, { STUNTDOUBLE_SCENARIO: 'flaky' })).toBe('stuck')
})
