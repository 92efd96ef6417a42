import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contract } from '../../src/cli/commands/contract.ts'
import { CONTRACT_FLAGS } from '../../src/cli/contract/contract-flags.ts'
import { contractPlan } from '../../src/cli/contract/contract-plan.ts'
import { progress } from '../../src/cli/contract/contract-progress.ts'
import { parseFlags } from '../../src/cli/flags/flags.ts'
import { casesFor, priceOfTask, type Report, reporters, runContract } from '../../src/conformance/index.ts'
import { startSimulator } from '../../src/simulator/index.ts'
import { temporaryFolder, testIo } from '../helpers/command.ts'
import { freePort } from '../helpers/free-port.ts'

/** The kit as people meet it: at a terminal, in a log, after Ctrl-C, the next day. */

const verdict = (id: string) =>
  ({ id }) as Parameters<NonNullable<ReturnType<typeof progress>['onVerdict']>>[0]

test('at a terminal, progress is one line that says which case runs and what is awaited', () => {
  const { io, written } = testIo({ columns: 40 })
  const { onVerdict, onWaiting } = progress(io)
  onVerdict?.(verdict('key-missing'), 3, 9)
  onWaiting?.('task abc, generating, 2:14 of 15:00, and more than fits')
  onVerdict?.(verdict('balance-unchanged'), 9, 9)
  expect(written.stderr.split('\r\u001b[K')).toEqual([
    '',
    '[3/9] key-missing',
    '[3/9] waiting for task abc, generating,',
    '',
  ])
})

test('without a terminal, progress is a line every half minute', () => {
  const { io, written } = testIo()
  let now = 0
  const { onWaiting } = progress(io, () => now)
  for (now = 0; now <= 65_000; now += 5_000) onWaiting?.(`task abc, running, at ${now} ms`)
  expect(written.stderr).toBe(
    'stuntdouble:  waiting for task abc, running, at 30000 ms\nstuntdouble:  waiting for task abc, running, at 60000 ms\n',
  )
})

const PAID = ['--tier', 'paid', '--max-credits', '60', '--api-key', 'tool-key'] as const

test('Ctrl-C while a task runs ends with a report of what was bought', async () => {
  using folder = temporaryFolder()
  await using simulator = await startSimulator({ port: 0, clock: 'manual' })
  const { io, written, onWrite, stop } = testIo({ cwd: folder.path, columns: 80 })
  onWrite(() => written.stderr.includes('waiting for task') && stop())
  const flags = parseFlags(['--base-url', simulator.url, ...PAID, '--only', 'task-ends'], CONTRACT_FLAGS)
  const code = await contract(flags, io, 'kie')
  const [task] = simulator.account('tool-key').tasks()
  expect(code).toBe(3)
  expect(written.stdout).toContain('the run was interrupted')
  expect(written.stdout.replaceAll(/\s+/g, ' ')).toContain(`at most 60 of 60 spent; bought ${task?.id}`)
})

const broken = async (provider: 'kie' | 'evolink' = 'kie'): Promise<Report> => {
  await using simulator = await startSimulator({ port: 0, profile: 'observed' })
  return await runContract(
    { provider, baseUrl: simulator.url, apiKey: 'colour-key' },
    { profile: 'documented', only: ['retrieve-unknown', 'key-missing', 'known-shape'] },
  )
}

test('a report fits on 80 columns, in colour only where that was said', async () => {
  const report = await broken()
  const [plain, coloured] = [false, true].map((isColoured) =>
    reporters.pretty.write(report, { columns: 80, isColoured }),
  )
  expect(plain).not.toContain('\u001b')
  expect(coloured).toContain('\u001b[31mFAIL\u001b[0m')
  const tooLong = plain?.split('\n').filter((line) => line.length > 80 && line.includes(' ', 20)) ?? []
  // An address or an id is not broken; whatever has spaces is.
  expect(
    tooLong.filter((line) =>
      line
        .trim()
        .split(/\s+/)
        .every((word) => word.length < 60),
    ),
  ).toEqual([])
})

test.each([
  [{}, true],
  [{ NO_COLOR: '1' }, false],
  [{ TERM: 'dumb' }, false],
] as const)('at a terminal with %j, the report is in colour: %s', async (env, isColoured) => {
  using folder = temporaryFolder()
  const { io, written } = testIo({ columns: 80, env, cwd: folder.path })
  const flags = parseFlags(['--base-url', 'http://127.0.0.1:1', '--api-key', 'k'], CONTRACT_FLAGS)
  await contract(flags, io, 'kie')
  expect(written.stdout.includes('\u001b[')).toBe(isColoured)
})

test('a plan fits on 80 columns', () => {
  const about = { provider: 'kie', cases: casesFor({ provider: 'kie' }), modelCredits: undefined } as const
  const plan = contractPlan({ ...about, ...priceOfTask('kie') }, 80)
  expect(Math.max(...plan.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80)
  expect(plan).toMatch(/^ {2}alone-model-missing\n {6}paid, worst 60: a create request without a model/m)
})

test('the ledger of a simulator that was restarted is neither an error nor a doubt', async () => {
  using folder = temporaryFolder()
  const ledger = join(folder.path, 'ledger.jsonl')
  const options = { ledger, pollMs: 5, settleMs: 5 }
  const port = await freePort()
  const first = await startSimulator({ port, speed: 1_000 })
  const target = { provider: 'kie', baseUrl: first.url, apiKey: 'restart-key' } as const
  const bought = await runContract(target, { ...options, tier: 'paid', maxCredits: 60, only: ['task-ends'] })
  await first.close()
  expect(bought.bought).toHaveLength(1)
  await using _again = await startSimulator({ port })
  const next = await runContract(target, { ...options, only: ['known-shape'] })
  expect(next.exitCode).toBe(0)
  expect(next.verdicts.find(({ id }) => id === 'known-shape')).toMatchObject({
    outcome: 'left-out',
    why: `the provider no longer knows the ledger's tasks at ${first.url}; name an ended task with --known-task`,
  })
})

test('reads run side by side', async () => {
  let [underWay, most] = [0, 0]
  const held: (() => void)[] = []
  const server = createServer(({ url }, response) => {
    underWay += 1
    most = Math.max(most, underWay)
    const answer = (): void => {
      underWay -= 1
      response
        .writeHead(404, { 'content-type': 'application/json' })
        .end('{"code":404,"msg":"none","data":null}')
    }
    // However slow the machine: reads of tasks wait for each other, and only the balance is read alone.
    if (url?.includes('credit')) return answer()
    held.push(answer)
    if (most >= 4) for (const each of held.splice(0)) each()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await runContract(
    { provider: 'kie', baseUrl, apiKey: 'side-key' },
    {
      requestTimeoutMs: 20_000,
      only: [
        'retrieve-unknown',
        'retrieve-foreign',
        'retrieve-malformed',
        'retrieve-id-missing',
        'wrong-method',
      ],
    },
  )
  server.close()
  server.closeAllConnections()
  expect(most).toBeGreaterThanOrEqual(4)
})

test('a report over prices that nobody has stated says so, and the plan does', async () => {
  const report = await broken('evolink')
  const text = reporters.pretty.write({ ...report, tier: 'paid', credits: { ...report.credits, max: 5 } })
  expect(text).toContain('at most 0 of 5 spent by prices that are assumed')
  const { io, written } = testIo()
  await contract(parseFlags(['--dry-run'], CONTRACT_FLAGS), io, 'evolink')
  expect(written.stdout).toContain('These prices are assumed')
})
