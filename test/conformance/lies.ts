import fc from 'fast-check'
import { expect } from 'vitest'
import { type ContractOptions, type Report, runContract } from '../../src/conformance/index.ts'
import type { ProviderName } from '../../src/contracts/vocabulary.ts'
import { type Answer, startAdversary } from './adversary.ts'
import { wires } from './adversary-wires.ts'

const STATUSES = [
  ...[200, 201, 202, 206, 301, 303, 307, 308, 400, 401, 402, 403, 404, 405, 408, 409, 413, 415, 422, 425],
  ...[429, 433, 451, 455, 499, 500, 501, 502, 503, 504, 505, 520],
]

const CODES = [0, 200, 400, 401, 402, 403, 404, 422, 429, 433, 455, 500, 501, 503, 505]

const WORDS = ['Server exception', 'This field is required', 'temporarily paused', 'success', '']

/** What a hostile provider may do with one create request. `isRefusal` if it refuses in the provider's own form. */
interface Lie extends Answer {
  readonly isRefusal: boolean
}

const lies = (provider: ProviderName): fc.Arbitrary<Lie> => {
  const { accepted, error, price, refusal, taskId } = wires[provider]
  const quotes = fc.constantFrom<unknown>(
    undefined,
    price,
    0,
    -price,
    price / 10,
    price * 10,
    `${price}`,
    null,
  )
  const yes = quotes.map((quote) => accepted(taskId, quote))
  const no = fc
    .tuple(fc.constantFrom(...CODES), fc.constantFrom(...WORDS))
    .map(([code, words]) => error(code, words))
  const bodies = fc.oneof(
    { weight: 6, arbitrary: yes.map((body) => ({ body, isRefusal: false })) },
    { weight: 6, arbitrary: no.map((body) => ({ body, isRefusal: true })) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(no, yes)
        .map(([refused, body]) => ({ body: { ...refused, ...body, result: body }, isRefusal: false })),
    },
    {
      weight: 4,
      arbitrary: fc
        .constantFrom<unknown>(
          '',
          '<html>502</html>',
          [],
          null,
          {},
          true,
          { task_id: taskId },
          { jobId: 'j-1' },
          [accepted(taskId)],
        )
        .map((body) => ({ body, isRefusal: false })),
    },
  )
  const bills = fc.constantFrom(0, price, price, price / 2, 3 * price)
  const delivery = fc.oneof(
    { weight: 8, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.nat(150).map((cutAfter) => ({ cutAfter })) },
    { weight: 1, arbitrary: fc.constant({ afterMs: 600 }) },
  )
  const headers = fc.constantFrom(
    {},
    { 'content-type': 'text/html' },
    { 'retry-after': '0.001' },
    { location: `/v1/tasks/${taskId}` },
  )
  const lie = fc
    .tuple(fc.constantFrom(...STATUSES), bodies, headers, bills, delivery)
    .map(([status, said, extra, billed, how]) => ({ status, ...said, headers: extra, bills: billed, ...how }))
  const honest: Lie = { ...refusal, isRefusal: true }
  return fc.oneof({ weight: 3, arbitrary: fc.constant(honest) }, { weight: 2, arbitrary: lie })
}

type Balance = (credits: number, count: number) => unknown

/** Reads of the balance that show less than the truth, or nothing of it. */
const HIDING: Readonly<Record<string, () => Balance>> = {
  ...Object.fromEntries(
    [1, 2, 5, 20].map((behind) => [
      `${behind} reads behind`,
      () => {
        const seen: number[] = []
        return (credits: number) => {
          seen.push(credits)
          return seen.at(-1 - behind) ?? seen[0]
        }
      },
    ]),
  ),
  frozen: () => () => 10_000,
  'rising with every read': () => (credits, count) => credits + 100 * count,
  'topped up once': () => (credits, count) => credits + (count > 9 ? 5_000 : 0),
}

const OPEN: Readonly<Record<string, () => Balance>> = {
  honest: () => (credits) => credits,
  'a text at times': () => (credits, count) => (count % 5 === 0 ? String(credits) : credits),
  'missing at first': () => (credits, count) => (count < 3 ? undefined : credits),
  'missing later': () => (credits, count) => (count > 7 ? null : credits),
  'spent by others too': () => (credits, count) => credits - (count > 8 ? 7 : 0),
  'below nothing': () => (credits) => credits - 10_100,
}

/** What every read of a task says. */
const reads =
  (provider: ProviderName, state: unknown) =>
  (id: string): Answer => {
    const { error, task } = wires[provider]
    return state === 'gone'
      ? { status: 404, body: error(404, 'Resource not found') }
      : { body: task(decodeURIComponent(id), state, 'http://127.0.0.1:9/cat.mp4') }
  }

/** What a provider that checks its orders says to one: mostly yes, at any price. */
const sales = (provider: ProviderName): fc.Arbitrary<Lie> => {
  const { accepted, price, taskId } = wires[provider]
  const sale = fc
    .tuple(fc.constantFrom(price, price, 3 * price, 20 * price, 0), fc.constantFrom(price, 0, undefined))
    .map(([bills, quote]) => ({ body: accepted(taskId, quote), bills, isRefusal: false }))
  return fc.oneof({ weight: 4, arbitrary: sale }, { weight: 1, arbitrary: lies(provider) })
}

const BALANCES = { ...OPEN, ...HIDING }

let keys = 0

export const check = (provider: ProviderName, url: string, options: ContractOptions): Promise<Report> => {
  keys += 1
  return runContract(
    { provider, baseUrl: url, apiKey: `good-${process.pid}-${keys}` },
    { timeoutMs: 150, requestTimeoutMs: 500, pollMs: 15, settleMs: 1, ...options },
  )
}

/** Whatever a provider says of status, body, balance, price and time: spent is what was allowed, and one accident at most. */
export const oneAccidentAtMost = (provider: ProviderName) => {
  const { price, isOrder, refusal, states } = wires[provider]
  const [, failed] = states
  const lie = fc.record({
    checksOrders: fc.boolean(),
    any: fc.array(lies(provider), { minLength: 1, maxLength: 12 }),
    sold: fc.array(sales(provider), { minLength: 1, maxLength: 6 }),
    balance: fc.constantFrom(...Object.keys(BALANCES)),
    maxCredits: fc.constantFrom(0, price, 2 * price, 5 * price, 40 * price),
    everyOption: fc.boolean(),
    state: fc.constantFrom<unknown>(...states, 'sleeping', 7, undefined, 'gone'),
  })
  return fc.asyncProperty(lie, async ({ checksOrders, any, sold, balance, maxCredits, state, ...rest }) => {
    const isHidden = Object.hasOwn(HIDING, balance)
    // Nobody can see a bill for what was plainly refused, or has failed, where the balance does not show it.
    const said = (checksOrders ? sold : any).map((one) =>
      isHidden && (one.isRefusal || state === failed) ? { ...one, bills: 0 } : one,
    )
    await using adversary = await startAdversary({
      ...{ provider, onRead: reads(provider, state), takesAnything: !isHidden && !checksOrders },
      onCreate: (count, body) =>
        checksOrders && !isOrder(body) ? refusal : (said[(count - 1) % said.length] ?? refusal),
      balance: BALANCES[balance]?.(),
    })
    const isPaid = maxCredits > 0
    const report = await check(provider, adversary.url, {
      ...{ tier: isPaid ? 'paid' : 'free', maxCredits, everyOption: isPaid && rest.everyOption },
    })
    const accident = Math.max(0, ...said.map(({ bills = 0 }) => bills))
    expect(adversary.spent()).toBeLessThanOrEqual(maxCredits + accident)
    if (adversary.spent() > maxCredits && !isHidden) expect(report.exitCode).toBe(4)
    expect(report.bought.length === 0 && report.exitCode === 0 && adversary.spent() > 0).toBe(false)
  })
}
