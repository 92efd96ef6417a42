import { expect, test } from 'vitest'
import { faults } from '../../../src/simulator/faults/index.ts'
import { startReceiver } from '../../helpers/receiver.ts'
import { type Answer, ask } from '../../helpers/simulator.ts'
import { BOTH, type Double, start } from './job.ts'

const AWAITED = /^(answer to|next piece|end of a call)/

/** The answer, if one comes; the clock moves for as long as it needs. */
const patiently = async (double: Double, call: Promise<Answer>): Promise<Answer | undefined> => {
  let isOver = false
  const answer = call
    .catch(() => undefined)
    .finally(() => {
      isOver = true
    })
  const { clock } = double.simulator.account('test-key')
  while (!isOver) {
    await new Promise((resolve) => setImmediate(resolve))
    const next = clock.due().find(({ label }) => AWAITED.test(label))
    if (!isOver && next !== undefined) await clock.advance(Math.max(0, next.at - clock.now()))
  }
  return answer
}

const PLACES = BOTH.flatMap(([name, wire]) =>
  (['documented', 'observed'] as const).map((profile) => [name, profile, wire] as const),
)

test.each(PLACES)('every fault strikes what it says it strikes: %s, %s', async (name, profile, wire) => {
  await using receiver = await startReceiver()
  await using double = await start({ profile, kieWebhookKey: 'hook-secret', rateLimit: 'off' })
  for (const { name: fault, strikes } of faults.values()) {
    // EvoLink does not sign.
    if (name === 'EvoLink' && fault === 'callback-bad-signature') continue
    await patiently(double, wire.create(double, fault, receiver.url))
    const plain = wire.idOf(await wire.create(double))
    await patiently(double, wire.read(double, plain, strikes.includes('retrieve') ? fault : undefined))
    await double.advance(400_000)
    const [link = ''] = wire.resultsOf(await wire.read(double, plain))
    const headers = { 'x-stuntdouble-fault': strikes.includes('result') ? fault : '' }
    await patiently(double, ask('GET', link, { key: null, headers }))
    const exchanges = (await double.exchanges()).filter(
      (exchange: { fault: unknown }) => exchange.fault === fault,
    )
    const struck = new Set(exchanges.map(({ operation }: { operation: string }) => operation))
    const kinds = [
      ...(strikes.includes('create') ? ['create'] : []),
      ...(strikes.includes('retrieve') ? ['retrieve'] : []),
      ...(strikes.includes('result') ? ['result'] : []),
    ]
    expect(struck.size, fault).toBeGreaterThanOrEqual(kinds.length)
  }
  const notes = (await double.exchanges()).map(({ note }: { note: string | null }) => note ?? '')
  expect(notes.filter((note: string) => /mistake|does nothing/.test(note))).toEqual([])
})
