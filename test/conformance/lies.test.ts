import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ProviderName } from '../../src/contracts/vocabulary.ts'
import { EFFORT } from '../helpers/effort.ts'
import { sampleOf } from '../helpers/sampled.ts'
import { startAdversary } from './adversary.ts'
import { wires } from './adversary-wires.ts'
import { check, oneAccidentAtMost } from './lies.ts'

const providers: readonly ProviderName[] = ['kie', 'evolink']

const NEVER_SHOWN =
  'no further create request is sent: the balance has never shown the task that was bought before'

test.concurrent.each(providers)('%s: whatever it says, one accident at most', (provider) =>
  fc.assert(oneAccidentAtMost(provider), { numRuns: 2 * EFFORT }),
)

test.concurrent.each(sampleOf(providers, 2))(
  '%s: nothing more is bought while the balance lags behind',
  async (provider) => {
    const { accepted, isOrder, price, refusal, states, task, taskId } = wires[provider]
    let looks = 0
    await using adversary = await startAdversary({
      provider,
      onCreate: (_count, body) =>
        isOrder(body) ? { body: accepted(taskId, price), bills: 3 * price } : refusal,
      onRead: (id) => ({ body: task(decodeURIComponent(id), states[0], 'http://127.0.0.1:9/cat.mp4') }),
      balance: () => {
        if (adversary.spent() > 0) looks += 1
        return 10_000
      },
    })
    const report = await check(provider, adversary.url, {
      ...{ tier: 'paid', maxCredits: 12 * price, everyOption: true, requestTimeoutMs: 10_000 },
    })
    expect(adversary.spent()).toBe(3 * price)
    const whys = report.verdicts.map(({ why }) => why)
    expect(whys).toContain(NEVER_SHOWN)
    // It waits for the first task that is held up, and looks once for each further one.
    expect(looks).toBeLessThan(2 * whys.filter((why) => why === NEVER_SHOWN).length)
  },
)

test.concurrent('a run that has waited for the balance without success looks once more for each task, and goes on once it shows', async () => {
  const { accepted, isOrder, price, refusal, states, task, taskId } = wires.kie
  let readsSinceBought = 0
  await using adversary = await startAdversary({
    onCreate: (_count, body) => (isOrder(body) ? { body: accepted(taskId, price), bills: price } : refusal),
    onRead: (id) => ({ body: task(decodeURIComponent(id), states[0], 'http://127.0.0.1:9/cat.mp4') }),
    // As many reads as one wait and two looks take.
    balance: (credits) => (credits < 10_000 && readsSinceBought++ < 9 ? 10_000 : credits),
  })
  const report = await check('kie', adversary.url, {
    ...{ tier: 'paid', maxCredits: 12 * price, everyOption: true, requestTimeoutMs: 10_000 },
  })
  const whys = report.verdicts.map(({ why }) => why)
  expect(whys).toContain(NEVER_SHOWN)
  expect(adversary.spent()).toBeGreaterThan(price)
})

test.concurrent('after a rise of the balance no create request is sent', async () => {
  const { refusal } = wires.kie
  await using adversary = await startAdversary({
    onCreate: () => ({ ...refusal, bills: 60 }),
    balance: (credits) => (credits < 10_000 ? 20_001 - credits : credits),
  })
  await check('kie', adversary.url, { requestTimeoutMs: 10_000 })
  expect(adversary.spent()).toBe(60)
})
