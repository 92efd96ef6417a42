import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contract } from '../../src/cli/commands/contract.ts'
import { CONTRACT_FLAGS } from '../../src/cli/contract/contract-flags.ts'
import { parseFlags } from '../../src/cli/flags/flags.ts'
import { startSimulator } from '../../src/simulator/index.ts'
import { temporaryFolder, testIo } from '../helpers/command.ts'

/** Runs the command in this process, with what it prints. */
const run = async (word: string | undefined, ...args: readonly string[]) => {
  const { io, written } = testIo()
  const code = await contract(parseFlags(args, CONTRACT_FLAGS), io, word)
  return { code, output: written.stdout }
}

const KEY = ['--api-key', 'command-key'] as const

test('a simulator as it starts holds: exit code 0', async () => {
  await using simulator = await startSimulator({ port: 0 })
  const { code, output } = await run('kie', '--base-url', simulator.url, ...KEY, '--ledger', 'nowhere.jsonl')
  expect(code).toBe(0)
  expect(output).toContain('exit 0. Nothing to do; what was skipped says how to check more.')
  expect(output).not.toContain('command-key')
})

test('one that deviates: exit code 1', async () => {
  await using simulator = await startSimulator({ port: 0, profile: 'observed' })
  const { code } = await run(
    'kie',
    '--base-url',
    simulator.url,
    ...KEY,
    '--profile',
    'documented',
    '--only',
    'key-missing',
  )
  expect(code).toBe(1)
})

test('nobody there: exit code 3', async () => {
  const { code, output } = await run('evolink', '--base-url', 'http://127.0.0.1:1', ...KEY)
  expect(code).toBe(3)
  expect(output).toContain('not everything could be checked')
  expect(output).toMatch(/^ {2}n\/a {2}29 cases \(ledger-settled, /m)
  expect(output.match(/ECONNREFUSED/g)).toHaveLength(1)
})

test('with --strict, what was left out is not passed: exit code 3', async () => {
  await using simulator = await startSimulator({ port: 0 })
  const { code } = await run('kie', '--base-url', simulator.url, ...KEY, '--strict', '--only', 'known-shape')
  expect(code).toBe(3)
})

test.each([
  [undefined, [], 'contract checks one provider'],
  ['kei', [], 'There is no provider "kei"; did you mean kie?'],
  ['kie', [], '--base-url says which server to check'],
  ['kie', ['--base-url', 'nowhere'], '--base-url is an http or https URL'],
  ['kie', ['--base-url', 'http://127.0.0.1:1'], 'Name the API key by --api-key-env'],
  [
    'kie',
    ['--base-url', 'http://127.0.0.1:1', '--api-key-env', 'NO_SUCH_KEY'],
    'NO_SUCH_KEY, which is not set',
  ],
  ['kie', ['--base-url', 'http://127.0.0.1:1', ...KEY, '--tier', 'paid'], '--tier paid needs --max-credits'],
  [
    'kie',
    ['--base-url', 'http://127.0.0.1:1', ...KEY, '--max-credits', '5'],
    '--max-credits needs --tier paid',
  ],
  [
    'kie',
    ['--base-url', 'http://127.0.0.1:1', ...KEY, '--tier', 'paid', '--max-credits', 'sixty'],
    '--max-credits: "sixty" is not a number above 0.',
  ],
  ['kie', ['--base-url', 'http://127.0.0.1:1', ...KEY, '--ledger', 'src'], 'src is not a file'],
  ['kie', ['--base-url', 'http://127.0.0.1:1', ...KEY, '--ledger', 'no/such/l'], 'there is no folder'],
  [
    'kie',
    ['--base-url', 'http://127.0.0.1:1', ...KEY, '--known-task', ''],
    '--known-task is the id of one task',
  ],
  [
    'kie',
    ['--base-url', 'http://127.0.0.1:1', ...KEY, '--webhook-key-env', 'NO_SUCH_KEY'],
    'NO_SUCH_KEY, which is not set',
  ],
  ['kie', ['--base-url', 'http://127.0.0.1:1', ...KEY, '--only', 'key-mising'], 'did you mean key-missing?'],
  [
    'kie',
    ['--base-url', 'http://127.0.0.1:1', ...KEY, '--timeout', 'soon'],
    '--timeout: "soon" is not a number above 0.',
  ],
  [
    'kie',
    ['--base-url', 'http://127.0.0.1:1', ...KEY, '--reporter', 'xml'],
    '--reporter: "xml" is not one of pretty,',
  ],
  [
    'kie',
    ['--base-url', 'http://127.0.0.1:1', ...KEY, '--reporter', 'json', '--reporter', 'junit'],
    '--report-dir',
  ],
  [
    'kie',
    ['--base-url', 'http://127.0.0.1:1', ...KEY, '--callback-listen', '127.0.0.1:0'],
    'needs --tier paid',
  ],
  [
    'evolink',
    [
      '--base-url',
      'https://example.com',
      ...KEY,
      '--tier',
      'paid',
      '--max-credits',
      '5',
      '--callback-listen',
      '127.0.0.1:0',
    ],
    'The provider cannot reach http://127.0.0.1:0/ from outside',
  ],
  [
    'kie',
    [
      ...['--base-url', 'http://127.0.0.1:1', ...KEY, '--tier', 'paid', '--max-credits', '60'],
      ...['--callback-listen', '127.0.0.1:70000'],
    ],
    '--callback-listen is host:port, such as 127.0.0.1:0, not "127.0.0.1:70000".',
  ],
] as const)('contract %s %j is a usage error', async (word, args, sentence) => {
  await expect(run(word, ...args)).rejects.toThrow(sentence)
})

test('--dry-run lists the cases with their worst cost, and calls nobody', async () => {
  const { code, output } = await run('kie', '--dry-run')
  expect(code).toBe(0)
  expect(output).toMatch(/alone-prompt-missing +paid +worst 60/)
  expect(output).toMatch(/text-to-video\/task-options-1 +paid +buys 200/)
  expect(output).toContain('So --max-credits 60 is enough for one task, and --max-credits ')
  expect(output).toContain('These prices were observed')
})

test('--report-dir holds the files', async () => {
  using folder = temporaryFolder()
  await using simulator = await startSimulator({ port: 0 })
  const args = [
    '--base-url',
    simulator.url,
    ...KEY,
    '--report-dir',
    folder.path,
    '--reporter',
    'json,junit,markdown',
  ]
  await run('evolink', ...args)
  for (const ending of ['json', 'xml', 'md'])
    expect(existsSync(join(folder.path, `contract-evolink.${ending}`))).toBe(true)
  expect(JSON.parse(readFileSync(join(folder.path, 'contract-evolink.json'), 'utf8')).exitCode).toBe(0)
})
