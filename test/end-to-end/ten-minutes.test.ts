import { expect, test } from 'vitest'
import { startReceiver } from '../helpers/receiver.ts'
import { ask, startTestSimulator } from '../helpers/simulator.ts'

test('ten minutes of generation, two failed callback attempts and an expired link, by the manual clock', async () => {
  await using receiver = await startReceiver([503, 'close', 200])
  await using double = await startTestSimulator({ queue: '30s', run: '570s' })
  const { id } = (await double.createEvolink({ duration: 10, callback_url: `${receiver.url}/done` })).json

  await double.advance(29_999)
  expect((await double.retrieve(id)).json.status).toBe('pending')
  await double.advance(5 * 60_000)
  expect((await double.retrieve(id)).json).toMatchObject({ status: 'processing', progress: 52 })
  await double.advance(270_001)
  const finished = (await double.retrieve(id)).json
  expect(finished).toMatchObject({ status: 'completed', progress: 100 })
  expect(receiver.requests).toHaveLength(1)

  await double.advance(3_000)
  expect(receiver.requests).toHaveLength(3)
  const [{ state, attempts }] = await double.deliveries()
  expect(state).toBe('delivered')
  expect(attempts.map(({ status }: { status: number | null }) => status)).toEqual([503, null, 200])

  const [link] = finished.results
  expect((await ask('HEAD', link, { key: null })).status).toBe(200)
  await double.advance(24 * 3_600_000)
  expect((await ask('HEAD', link, { key: null })).status).toBe(403)
})
