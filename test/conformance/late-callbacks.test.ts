import { expect, test } from 'vitest'
import { runContract } from '../../src/conformance/index.ts'
import type { Delivery, Deviation } from './unseen/operator.ts'
import { Stage } from './unseen/stage.ts'

/** Keeps the delivery that was taken, and sends it once more with the next task's. */
const late = (): Deviation => {
  let kept: Delivery | undefined
  let deliveries = 0
  return {
    benign: false,
    apply: async ({ response }) => response ?? { status: 500, headers: {}, text: '' },
    applyCallback: (delivery) => {
      deliveries += 1
      // The first attempt is refused by the kit, the second one is taken.
      if (deliveries === 2) kept = delivery
      return delivery
    },
    before: async ({ request }) => {
      const address = /"callback_url":"([^"]+)"/.exec(request.text)?.[1]
      if (address !== undefined) to = address
      if (kept !== undefined && request.path.endsWith('/v1/credits')) {
        const { headers, text } = kept
        kept = undefined
        await fetch(to, {
          method: 'POST',
          headers: { 'content-type': headers['content-type'] ?? '' },
          body: text,
        })
      }
      return null
    },
  }
}

let to = ''

test('a duplicate that comes long after the callback was taken is found', async () => {
  await using stage = await Stage.open('documented')
  const { baseUrl, apiKey } = stage.enter(late())
  const report = await runContract(
    { provider: 'evolink', baseUrl, apiKey },
    {
      tier: 'paid',
      maxCredits: 10,
      profile: 'documented',
      callback: { listen: '127.0.0.1:0' },
      only: ['callback-agrees', 'balance-shape', 'callback-once'],
      pollMs: 5,
      settleMs: 5,
    },
  )
  expect(report.verdicts.find(({ id }) => id === 'callback-once')?.findings).toMatchObject([
    { at: 'callback', observed: '1 more' },
  ])
})
