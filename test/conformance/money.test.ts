import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runContract } from '../../src/conformance/index.ts'
import { startSimulator } from '../../src/simulator/index.ts'
import { temporaryFolder } from '../helpers/command.ts'
import { freePort } from '../helpers/free-port.ts'
import { sampleOf } from '../helpers/sampled.ts'
import { judge } from './mutation/judge.ts'
import { operators } from './mutation/operators/index.ts'

const FAST = { timeoutMs: 5_000, pollMs: 3, settleMs: 15 }
const operatorNamed = (name: string) => {
  const found = operators.find((operator) => operator.name === name)
  if (found === undefined) throw new Error(`no operator ${name}`)
  return found
}

test('tier free buys nothing', async () => {
  await using simulator = await startSimulator({ port: 0 })
  const report = await runContract({ provider: 'kie', baseUrl: simulator.url, apiKey: 'free-key' })
  expect(report.bought).toEqual([])
  expect(simulator.account('free-key').tasks()).toEqual([])
  expect(simulator.account('free-key').credits).toBe(10_000)
})

test('tier paid buys exactly one task', async () => {
  await using simulator = await startSimulator({ port: 0, speed: 400 })
  const report = await runContract(
    { provider: 'kie', baseUrl: simulator.url, apiKey: 'paid-key' },
    { ...FAST, tier: 'paid', maxCredits: 60 },
  )
  expect(
    simulator
      .account('paid-key')
      .tasks()
      .map(({ id }) => id),
  ).toEqual(report.bought)
  expect(report.bought).toHaveLength(1)
  expect(report.credits).toMatchObject({ before: 10_000, after: 9_940, committed: 60 })
})

test('a refusal that comes with a task id stops the run, with exit code 4 and the id', async () => {
  const operator = operatorNamed('kie: prompt no longer required')
  const report = await judge('kie', operator, 'paid')
  expect(report.exitCode).toBe(4)
  expect(report.bought).toHaveLength(1)
  expect(report.guard).toContain(report.bought[0])
  expect(report.verdicts.find(({ id }) => id === 'task-created')?.outcome).toBe('not-checked')
})

test('tier free still buys nothing when one rule is gone: its probes are wrong twice', async () => {
  for (const name of sampleOf(['prompt no longer required', 'any duration', 'any model'], 2)) {
    const report = await judge('evolink', operatorNamed(`evolink: ${name}`), 'free')
    expect(report.bought).toEqual([])
    expect(report.guard).toBeNull()
  }
})

test('a balance that falls during tier free trips the guard', async () => {
  const report = await judge('kie', operatorNamed('kie: refusals are charged'), 'free')
  expect(report.exitCode).toBe(4)
  expect(report.guard).toContain('the balance fell by')
})

test('nothing is bought when --max-credits is not enough, or the account has too little', async () => {
  await using simulator = await startSimulator({ port: 0, speed: 400, credits: 50 })
  const target = { provider: 'kie', baseUrl: simulator.url, apiKey: 'poor-key' } as const
  const only = ['task-created']
  const little = await runContract(target, { ...FAST, tier: 'paid', maxCredits: 40, only })
  expect(little.exitCode).toBe(3)
  const poor = await runContract(target, { ...FAST, tier: 'paid', maxCredits: 60, only })
  expect(poor.exitCode).toBe(3)
  expect(simulator.account('poor-key').tasks()).toEqual([])
})

test('the ledger has every paid id, and a later free run reads it again at no cost', async () => {
  using folder = temporaryFolder()
  const ledger = join(folder.path, 'ledger.jsonl')
  await using simulator = await startSimulator({ port: 0, speed: 400 })
  const target = { provider: 'evolink', baseUrl: simulator.url, apiKey: 'ledger-key' } as const
  const paid = await runContract(target, {
    ...{ ...FAST, tier: 'paid', maxCredits: 5, ledger, only: ['task-created'] },
  })
  const text = readFileSync(ledger, 'utf8')
  expect(text).toContain(`"task":"${paid.bought[0]}"`)
  expect(text).not.toContain('ledger-key')
  const only = ['known-shape']
  const free = await runContract(target, { ledger, only })
  expect(free.verdicts.find(({ id }) => id === 'known-shape')?.outcome).toBe('holds')
  const other = await runContract({ ...target, apiKey: 'other-key' }, { ledger, only })
  expect(other.verdicts.find(({ id }) => id === 'known-shape')?.outcome).toBe('left-out')
})

test('a ledger that is a folder is refused before anything is sent', async () => {
  const target = { provider: 'kie', baseUrl: 'http://127.0.0.1:9', apiKey: 'a' } as const
  await expect(runContract(target, { ledger: 'src' })).rejects.toThrow('the ledger src is not a file')
})

test('tier paid without a limit is refused', async () => {
  const target = { provider: 'kie', baseUrl: 'http://127.0.0.1:1', apiKey: 'k' } as const
  await expect(runContract(target, { tier: 'paid' })).rejects.toThrow('maxCredits')
})

test('after a create request of unknown outcome no other one is sent', async () => {
  await using simulator = await startSimulator({ port: 0, speed: 400 })
  const account = simulator.account('broken-key')
  account.setScenario({ rules: [{ operation: 'kie.createTask', fault: 'gateway-page' }] })
  const report = await runContract(
    { provider: 'kie', baseUrl: simulator.url, apiKey: 'broken-key' },
    { ...FAST, tier: 'paid', maxCredits: 200 },
  )
  expect(report.verdicts.find(({ id }) => id === 'task-created')?.why).toContain(
    'no further create request is sent',
  )
  expect(account.tasks().length).toBeLessThanOrEqual(1)
})

test('a callback address of your own may lead to the receiver by another path', async () => {
  const port = await freePort()
  await using simulator = await startSimulator({ port: 0, speed: 400 })
  const report = await runContract(
    { provider: 'evolink', baseUrl: simulator.url, apiKey: 'tunnel-key' },
    {
      ...FAST,
      tier: 'paid',
      maxCredits: 5,
      only: ['callback-agrees'],
      callback: { listen: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}/hook` },
    },
  )
  expect(report.verdicts.find(({ id }) => id === 'callback-agrees')?.outcome).toBe('holds')
})
