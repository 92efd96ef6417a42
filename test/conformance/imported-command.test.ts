import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { contract } from '../../src/cli/commands/contract.ts'
import { CONTRACT_FLAGS, CONTRACT_HELP } from '../../src/cli/contract/contract-flags.ts'
import { parseFlags } from '../../src/cli/flags/flags.ts'
import { helpText } from '../../src/cli/flags/help.ts'
import { startSimulator } from '../../src/simulator/index.ts'
import { temporaryFolder, testIo } from '../helpers/command.ts'
import { PAGES } from '../pages/pages.ts'

const page = (name: string): string => `${PAGES}/${name}`
const IMAGE = page('evolink-image.md')

/** Runs the command in this process, with what it prints. */
const run = async (word: string, ...args: readonly string[]) => {
  const { io, written } = testIo()
  const code = await contract(parseFlags(args, CONTRACT_FLAGS), io, word)
  return { code, ...written }
}

test('--models checks what start --models serves; a file that is not a page is reported', async () => {
  await using simulator = await startSimulator({
    port: 0,
    progress: 'immediate',
    models: [IMAGE, page('evolink-callbacks.md')],
  })
  const { code, stdout, stderr } = await run(
    'evolink',
    ...['--base-url', simulator.url, '--api-key', 'command-key', '--ledger', 'nowhere.jsonl'],
    ...['--models', `${IMAGE},${page('chat.md')}`, '--models', page('evolink-callbacks.md')],
  )
  expect(code).toBe(0)
  expect(stdout).toContain(
    'pass evolink/sketchbook-2/create-model-known: a create request that is wrong in everything but the model',
  )
  expect(stdout).toContain('evolink/moving-2/create-model-known')
  expect(stdout).toMatch(/\d+ skipped \(.*run it with --tier paid --max-credits N/)
  expect(stderr).toMatch(/^stuntdouble: not checked: .*chat\.md describes no call .*\n$/)
})

test('--only takes a case, or all of a model; a finding tells how to run it again', async () => {
  await using simulator = await startSimulator({ port: 0, progress: 'immediate' })
  const args = ['--base-url', simulator.url, '--api-key', 'command-key', '--ledger', 'nowhere.jsonl']
  const { code, stdout } = await run(
    'evolink',
    ...args,
    ...['--models', IMAGE, '--only', 'evolink/sketchbook-2-lite', '--reporter', 'json'],
  )
  const report = JSON.parse(stdout)
  expect(code).toBe(1)
  expect(
    new Set(report.verdicts.map(({ id }: { id: string }) => id.split('/').slice(0, -1).join('/'))),
  ).toEqual(new Set(['evolink/sketchbook-2-lite', '']))
  expect(report.verdicts.find(({ id }: { id: string }) => id.includes('/')).replay).toMatch(
    / --models test\/fixtures\/pages\/evolink-image\.md --only evolink\/sketchbook-2-lite\/create-model-known$/,
  )
  const schema = z.fromJSONSchema(JSON.parse(readFileSync('schemas/contract-report.schema.json', 'utf8')))
  expect(schema.safeParse(report).error).toBeUndefined()
})

test('--dry-run tells what the worst would cost, with and without --model-credits', async () => {
  const models = ['--models', `${IMAGE},${page('evolink-mintlify-create.md')}`]
  const silent = await run('evolink', '--dry-run', ...models)
  expect(silent.stdout).toMatch(/evolink\/tune-maker-1\/task-created +paid +one per model/)
  expect(silent.stdout).toContain(
    'It would buy one task of each of 3 imported models too, whose prices no page states: without --model-credits N it buys none of them.',
  )
  expect(silent.stdout).toContain('These prices are assumed')
  expect(silent.stdout).toContain('So --max-credits 2.5 is enough for one task')
  const told = await run('evolink', '--dry-run', ...models, '--model-credits', '10')
  expect(told.stdout).toContain('each for at most 10 credits by your --model-credits.')
  expect(told.stdout).toContain('So --max-credits 32.5 is enough')
  const only = ['--only', 'evolink/tune-maker-1']
  const one = await run('evolink', '--dry-run', ...models, '--model-credits', '10', ...only)
  expect(one.stdout).toContain('So --max-credits 10 is enough')
})

test.each([
  [
    ['--models', page('kie-apidog.md')],
    'no model of evolink to check; every page in them is of another provider.',
  ],
  [['--models', page('chat.md')], 'no model of evolink to check; they hold no page.'],
  [['--models', 'no-such-folder'], '--models: there is no folder no-such-folder.'],
  [['--model-credits', '5', '--tier', 'paid', '--max-credits', '9'], '--model-credits needs --models'],
  [['--models', IMAGE, '--model-credits', '5'], '--model-credits needs --tier paid'],
  [
    ['--models', IMAGE, '--model-credits', 'few', '--dry-run'],
    '--model-credits: "few" is not a number above 0.',
  ],
  [['--models', IMAGE, '--only', 'evolink/sketchbook'], 'There is no case "evolink/sketchbook"'],
])('contract evolink %j is a usage error', async (args, sentence) => {
  await expect(run('evolink', '--base-url', 'http://127.0.0.1:1', '--api-key', 'k', ...args)).rejects.toThrow(
    sentence,
  )
})

test('a folder without any page is one sentence', async () => {
  using folder = temporaryFolder()
  await expect(run('kie', '--models', folder.path, '--dry-run')).rejects.toThrow(
    `--models ${folder.path}: no model of kie to check; they hold no page.`,
  )
  expect(helpText(CONTRACT_HELP, CONTRACT_FLAGS)).toContain('models to check besides the bundled ones')
})
