import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type ContractOptions, type Report, runContract } from '../../src/conformance/index.ts'
import { temporaryFolder } from '../helpers/command.ts'
import { isSampled, sampleOf } from '../helpers/sampled.ts'
import { type Adversary, type Answer, accepted, refusal, startAdversary } from './adversary.ts'
import { wires } from './adversary-wires.ts'

/** Whatever a provider does, the most that can go wrong in a run is one accident, and it is noticed at once. */

const PRICE = 60
const FAST: ContractOptions = { timeoutMs: 100, requestTimeoutMs: 1_000, pollMs: 20, settleMs: 2 }
const PAID = { ...FAST, tier: 'paid', maxCredits: PRICE } as const
let keys = 0

const check = (adversary: Adversary, options: ContractOptions = FAST): Promise<Report> => {
  keys += 1
  return runContract(
    { provider: 'kie', baseUrl: adversary.url, apiKey: `good-${process.pid}-${keys}` },
    { profile: 'documented', ...options },
  )
}

const HOSTILE: Readonly<Record<string, Answer>> = {
  'a refusal that bills': { ...refusal, bills: PRICE },
  'an id inside a refusal': {
    ...refusal,
    body: { ...refusal.body, data: { taskId: 'f'.repeat(32) } },
    bills: PRICE,
  },
  'a 500 that bills': { status: 500, body: { code: 500, msg: 'Server exception', data: null }, bills: PRICE },
  'a code 500 inside HTTP 200 that bills': {
    body: { code: 500, msg: 'Server exception', data: null },
    bills: PRICE,
  },
  'a 202 with another name for the id': { status: 202, body: { task_id: 'abc-12345678' }, bills: PRICE },
  'a 200 in another envelope': { body: { success: true, jobId: 'job-12345678' }, bills: PRICE },
  'a success without an id': { body: { code: 200, msg: 'success', data: {} }, bills: PRICE },
  'a redirect to the task': {
    status: 303,
    headers: { location: '/api/v1/jobs/f00' },
    body: '',
    bills: PRICE,
  },
  'a connection that ends in the middle': { body: accepted, cutAfter: 12, bills: PRICE },
  'a connection that ends after the id': { body: accepted, cutAfter: 80, bills: PRICE },
  'a plain success': { body: accepted, bills: PRICE },
  'a rate limit that bills': {
    ...{ status: 429, headers: { 'retry-after': '0.001' }, bills: PRICE },
    body: { code: 429, msg: 'Request rate limit exceeded', data: null },
  },
}

/** In the suite every other one is met in tier free, and the rest in tier paid. */
const hostileIn = (tier: 'free' | 'paid'): [string, Answer][] =>
  Object.entries(HOSTILE).filter((_one, row) => isSampled(row, tier === 'free' ? 0 : 1, 2))

test.concurrent.each(hostileIn('free'))('tier free, %s: one accident, exit code 4', async (_name, answer) => {
  await using adversary = await startAdversary({ onCreate: () => answer })
  const report = await check(adversary)
  expect(adversary.spent()).toBe(PRICE)
  expect(adversary.creates()).toBe(1)
  expect(report.exitCode).toBe(4)
})

test.concurrent.each(hostileIn('paid'))(
  'tier paid, %s on every create request: no more than the ceiling and one accident',
  async (_name, answer) => {
    await using adversary = await startAdversary({ onCreate: () => answer })
    const report = await check(adversary, PAID)
    expect(adversary.spent()).toBeLessThanOrEqual(PRICE + PRICE)
    expect(report.exitCode).toBe(4)
  },
)

const onlyOrders =
  (answer: Answer) =>
  (_count: number, body: unknown): Answer =>
    wires.kie.isOrder(body) ? answer : refusal

test.concurrent.each([
  ['a rate limit that bills', HOSTILE['a rate limit that bills']],
  ['a 500 that bills', HOSTILE['a 500 that bills']],
  ['a lost response', HOSTILE['a connection that ends in the middle']],
  ['a code 500 inside HTTP 200', HOSTILE['a code 500 inside HTTP 200 that bills']],
])(
  'the paid create request, %s: it is paid once, and nothing more is bought',
  async (_name, answer = refusal) => {
    using folder = temporaryFolder()
    const ledger = join(folder.path, 'ledger.jsonl')
    await using adversary = await startAdversary({ onCreate: onlyOrders(answer) })
    const report = await check(adversary, { ...PAID, maxCredits: 500, ledger })
    expect(adversary.spent()).toBe(PRICE)
    expect([3, 4, 1]).toContain(report.exitCode)
    expect(existsSync(ledger)).toBe(true)
  },
)

test.concurrent.each([
  ['free', FAST],
  ['paid', { ...PAID, maxCredits: 500 }],
])('tier %s: a lost response that was billed is told with the line of the ledger', async (_tier, options) => {
  using folder = temporaryFolder()
  const ledger = join(folder.path, 'ledger.jsonl')
  const lost = HOSTILE['a connection that ends in the middle'] ?? refusal
  await using adversary = await startAdversary({
    onCreate: options.tier === undefined ? () => lost : onlyOrders(lost),
  })
  const { exitCode, guard } = await check(adversary, { ...options, ledger })
  const line = readFileSync(ledger, 'utf8').trim().split('\n').at(-1) ?? ''
  expect(JSON.parse(line)).toMatchObject({ event: 'unknown', baseUrl: adversary.url })
  expect(guard).toContain(`(${ledger}: ${line}): look at the account's tasks of that time`)
  expect(exitCode).toBe(4)
})

test.concurrent('a lost response leaves a doubt even if the balance cannot be read just then', async () => {
  let reads = 0
  const lost = HOSTILE['a connection that ends in the middle'] ?? refusal
  await using adversary = await startAdversary({
    onCreate: () => lost,
    // Once unreadable after the create request, and wrong from then on.
    balance: () => (adversary.creates() > 0 && reads++ === 0 ? undefined : 10_000),
  })
  await check(adversary)
  expect(adversary.creates()).toBe(1)
})

test.concurrent('what the last create request cost is seen, even if the balance cannot be read at first', async () => {
  await using honest = await startAdversary({ onCreate: () => refusal })
  await check(honest)
  let unreadable = 3
  await using adversary = await startAdversary({
    onCreate: (count) => (count === honest.creates() ? { ...refusal, bills: PRICE } : refusal),
    balance: (credits) => (credits < 10_000 && unreadable-- > 0 ? 'plenty' : credits),
  })
  expect((await check(adversary)).exitCode).toBe(4)
})

test.concurrent('a task that costs more than was known ends the run', async () => {
  await using adversary = await startAdversary({ onCreate: onlyOrders({ body: accepted, bills: 5 * PRICE }) })
  const report = await check(adversary, { ...PAID, maxCredits: 2_000, everyOption: true })
  expect(adversary.spent()).toBe(5 * PRICE)
  expect(report.exitCode).toBe(4)
})

test.concurrent('a provider that checks only what it is known to check sells nothing in tier free', async () => {
  const isKnownMistake = (body: unknown): boolean => {
    const text = JSON.stringify(body)
    return (
      !text.includes('"prompt":"') ||
      !/"model":"wan\/2-5-(text|image)-to-video"/.test(text) ||
      /"(duration)":"(?!5"|10")|"resolution":"(?!720p|1080p)|"aspect_ratio":"(?!16:9|9:16|1:1)/.test(text) ||
      (text.includes('image-to-video') && !text.includes('"image_url":"'))
    )
  }
  await using adversary = await startAdversary({
    onCreate: (_count, body) => (isKnownMistake(body) ? refusal : { body: accepted, bills: PRICE }),
  })
  const report = await check(adversary)
  expect(adversary.spent()).toBe(0)
  expect(report.guard).toBeNull()
})

test.concurrent.each(['free', 'paid'] as const)(
  'tier %s: no create request is sent while the balance cannot be read',
  async (tier) => {
    const unreadable = [() => 'ten', () => null, () => Number.NaN]
    for (const balance of tier === 'paid' ? unreadable : sampleOf(unreadable, 2)) {
      await using adversary = await startAdversary({
        onCreate: () => ({ body: accepted, bills: PRICE }),
        balance,
      })
      const only = ['create-model-missing', 'task-created']
      const report = await check(adversary, { ...(tier === 'paid' ? PAID : FAST), only })
      expect(adversary.creates()).toBe(0)
      expect(report.exitCode).toBe(3)
      expect(report.verdicts.find(({ id }) => id === 'create-model-missing')?.why).toBe(
        'the balance cannot be read, and no create request is sent without it',
      )
    }
  },
)

test.concurrent('the guard relies on the first balance that can be read', async () => {
  await using adversary = await startAdversary({
    onCreate: () => ({ ...refusal, bills: PRICE }),
    balance: (credits, count) => (count < 4 ? 'later' : credits),
  })
  const report = await check(adversary)
  expect(adversary.spent()).toBe(PRICE)
  expect(report.exitCode).toBe(4)
})

test.concurrent('a balance that rises proves nothing, and the report says so', async () => {
  await using adversary = await startAdversary({
    onCreate: () => refusal,
    balance: (credits, count) => credits + (count > 5 ? 500 : 0),
  })
  const report = await check(adversary)
  expect(report.verdicts.find(({ id }) => id === 'balance-unchanged')?.why).toContain('rose by 500 credits')
})

test.concurrent('a balance that rises from read to read is an error, and no top-up', async () => {
  await using adversary = await startAdversary({
    onCreate: () => refusal,
    balance: (credits, count) => credits + count,
  })
  const report = await check(adversary)
  expect(report.verdicts.find(({ id }) => id === 'balance-unchanged')?.findings[0]).toMatchObject({
    severity: 'error',
    at: '$.data',
    message: 'the balance rises from read to read: it proves nothing of what was bought',
  })
})

test.concurrent('a create request that a killed run left open is reported until somebody has looked', async () => {
  using folder = temporaryFolder()
  const ledger = join(folder.path, 'ledger.jsonl')
  await using adversary = await startAdversary({ onCreate: onlyOrders({ body: accepted }) })
  const target = { provider: 'kie', baseUrl: adversary.url, apiKey: 'good-ledger' } as const
  await runContract(target, { ...PAID, ledger, only: ['task-created'] })
  // As if it had been killed: everything after `sending` is missing.
  const sending = readFileSync(ledger, 'utf8').split('\n')[0]
  using killed = temporaryFolder()
  const left = join(killed.path, 'ledger.jsonl')
  appendFileSync(left, `${sending}\n`)
  const only = ['ledger-settled']
  const next = await runContract(target, { ...FAST, ledger: left, only })
  const settled = next.verdicts.find(({ id }) => id === 'ledger-settled')
  expect(settled).toMatchObject({ outcome: 'not-checked', why: expect.stringContaining('for 60 credits') })
  expect(next.exitCode).not.toBe(0)
  const before = adversary.spent()
  await runContract(target, { ...PAID, ledger: left })
  expect(adversary.spent()).toBe(before)
  const resolved = await runContract(target, { ...FAST, ledger: left, resolve: true, only })
  expect(resolved.verdicts.find(({ id }) => id === 'ledger-settled')?.outcome).toBe('holds')
  // Another base URL is another account's business.
  await using other = await startAdversary({ onCreate: () => refusal })
  const elsewhere = await runContract({ ...target, baseUrl: other.url }, { ...FAST, ledger: left, only })
  expect(elsewhere.verdicts.find(({ id }) => id === 'ledger-settled')?.outcome).toBe('holds')
})

test.concurrent('two runs that buy with one key at the same time buy once', async () => {
  await using adversary = await startAdversary({ onCreate: onlyOrders({ body: accepted, bills: PRICE }) })
  const target = { provider: 'kie', baseUrl: adversary.url, apiKey: 'good-twice' } as const
  const options = { ...PAID, only: ['task-created'] }
  const reports = await Promise.all([runContract(target, options), runContract(target, options)])
  expect(adversary.spent()).toBe(PRICE)
  expect(reports.flatMap(({ bought }) => bought)).toHaveLength(1)
})

test.concurrent('a ledger with a line that cannot be read is told, and nothing is bought until somebody has looked', async () => {
  using folder = temporaryFolder()
  const ledger = join(folder.path, 'ledger.jsonl')
  writeFileSync(ledger, '{"at":"2026-11-30T12:00:00Z","event":"send\n\n{"at":"2026-11-30T12:00:00Z"}\n')
  await using adversary = await startAdversary({ onCreate: () => refusal })
  const target = { provider: 'kie', baseUrl: adversary.url, apiKey: 'good-torn' } as const
  const settledIn = async (options: ContractOptions) => {
    const only = ['ledger-settled', 'task-created']
    const { exitCode, verdicts } = await runContract(target, { ...options, ledger, only })
    return { exitCode, ...verdicts.find(({ id }) => id === 'ledger-settled') }
  }
  expect(await settledIn(PAID)).toMatchObject({
    exitCode: 3,
    outcome: 'not-checked',
    why: expect.stringContaining(`${ledger} has lines that are not of a ledger (1, 3)`),
  })
  expect(adversary.creates()).toBe(0)
  expect(await settledIn({ ...FAST, resolve: true })).toMatchObject({ outcome: 'holds' })
  expect(await settledIn(FAST)).toMatchObject({ outcome: 'holds' })
})

test.concurrent('a task bought by accident in tier free is in the ledger', async () => {
  using folder = temporaryFolder()
  const ledger = join(folder.path, 'ledger.jsonl')
  await using adversary = await startAdversary({ onCreate: () => ({ body: accepted, bills: PRICE }) })
  const report = await check(adversary, { ...FAST, ledger })
  expect(report.bought).toHaveLength(1)
  expect(JSON.parse(readFileSync(ledger, 'utf8'))).toMatchObject({
    event: 'not-wanted',
    task: report.bought[0],
  })
  expect(report.guard).toContain(ledger)
})

test.concurrent('a refusal in unknown words leaves a doubt, which is a finding', async () => {
  await using adversary = await startAdversary({
    onCreate: (_count, body) =>
      JSON.stringify(body) === '{}' ? { body: { code: 500, msg: 'Oops', data: null } } : refusal,
  })
  const report = await check(adversary)
  const verdict = report.verdicts.find(({ id }) => id === 'create-wrong-content-type')
  // Nobody has seen how such a request is refused.
  expect(verdict?.findings).toMatchObject([{ severity: 'warning', at: '$.code' }])
  expect(report.exitCode).toBe(3)
})
