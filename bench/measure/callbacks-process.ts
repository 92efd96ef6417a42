/** Callbacks per second beside a bare undici Pool to the same receiver, in alternating rounds. A process of its own; prints both and their ratio as JSON. */
import { Pool } from 'undici'
import { createRealClock } from '../../src/basics/time/real-clock.ts'
import { contracts } from '../../src/contracts/index.ts'
import { createCourier } from '../../src/simulator/callbacks/courier.ts'
import { createDelivery } from '../../src/simulator/callbacks/delivery.ts'
import { median } from '../statistics.ts'

const COUNT = 20_000
const AT_ONCE = 64
const ROUNDS = 8
const url = `http://127.0.0.1:${process.argv[2]}`
const body = JSON.stringify({
  code: 200,
  msg: 'Playground task completed successfully.',
  data: { taskId: 'x'.repeat(600) },
})

const rateOf = async (send: (nth: number) => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now()
  let next = 0
  const work = async (): Promise<void> => {
    while (next < COUNT) await send(next++)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return (COUNT / (performance.now() - startedAt)) * 1000
}

const pool = new Pool(url, { connections: 32 })
const courier = createCourier()
const clock = createRealClock()
const rules = contracts.kie.callbacks

const byPool = async (): Promise<void> => {
  const answer = await pool.request({
    path: '/',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  await answer.body.dump()
}
const byCourier = (nth: number): Promise<void> => {
  const facts = {
    id: `dlv_${nth}`,
    taskId: `task_${nth}`,
    account: 'acct',
    provider: 'kie',
    url,
    createdAt: 0,
  } as const
  return courier.send(createDelivery(facts), { url, rules, clock, render: () => ({ body, headers: {} }) })
}

const rates: Record<'bare' | 'ours', number[]> = { bare: [], ours: [] }
const rivals = [
  { name: 'bare', send: byPool },
  { name: 'ours', send: byCourier },
] as const
for (let round = 0; round <= ROUNDS; round += 1)
  for (const { name, send } of round % 2 === 0 ? rivals : rivals.toReversed()) {
    const rate = await rateOf(send)
    if (round > 0) rates[name].push(rate)
  }
const ratios = rates.ours.map((rate, round) => rate / (rates.bare[round] ?? Number.NaN))
console.log(JSON.stringify({ ours: median(rates.ours), bare: median(rates.bare), ratio: median(ratios) }))
await Promise.all([pool.close(), courier.close()])
clock.stop()
