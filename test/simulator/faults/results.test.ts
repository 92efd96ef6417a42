import { request } from 'undici'
import { expect, test } from 'vitest'
import { ask } from '../../helpers/simulator.ts'
import { BOTH, booked, callRaw, type Double, start, until, type Wire } from './job.ts'

const finished = async (double: Double, wire: Wire, fault?: string): Promise<string> => {
  const id = wire.idOf(await wire.create(double, fault))
  await double.advance(4_000)
  return wire.resultsOf(await wire.read(double, id))[0] ?? ''
}

const pathOf = (url: string): string => new URL(url).pathname

test.each(BOTH)('result-expired: the link of %s answers 403 long before its time', async (_name, wire) => {
  await using double = await start()
  const url = await finished(double, wire, 'result-expired')
  const answer = await ask('GET', url, { key: null })
  expect(answer.status).toBe(403)
  expect(answer.headers['x-stuntdouble-fault']).toBe('result-expired')
  const gone = await finished(double, wire, 'result-expired status=410')
  expect((await ask('HEAD', gone, { key: null })).status).toBe(410)
})

test.each(BOTH)(
  'result-truncated: half of a video of %s comes, and its length says so',
  async (_name, wire) => {
    await using double = await start()
    const url = await finished(double, wire, 'result-truncated')
    const call = await callRaw(double, { path: pathOf(url) })
    const { text, wasReset } = await call.seen
    expect(wasReset).toBe(false)
    const end = text.indexOf('\r\n\r\n')
    const announced = Number(/content-length: (\d+)/i.exec(text.slice(0, end))?.[1])
    expect(text.length - end - 4).toBe(Math.floor(announced / 2))
    const { body } = await request(url)
    await expect(body.arrayBuffer()).rejects.toThrow()
  },
)

test.each(BOTH)(
  'result-slow: a video of %s drips in over a minute of the account’s clock',
  async (_name, wire) => {
    await using double = await start()
    const url = await finished(double, wire, 'result-slow over=60s pieces=4')
    const call = await callRaw(double, { path: pathOf(url) })
    const sizes: number[] = []
    for (let piece = 0; piece < 4; piece += 1) {
      const before = sizes.at(-1) ?? 0
      await until(() => call.bytes() > before + 1_000)
      if (piece < 3) await booked(double, 'next piece')
      sizes.push(call.bytes())
      await double.advance(20_000)
    }
    const announced = Number(/content-length: (\d+)/i.exec(call.text())?.[1])
    await until(() => call.bytes() >= announced)
    call.socket.destroy()
    expect(sizes).toHaveLength(4)
  },
)

test.each(BOTH)('result-wrong-type: the link of %s answers 200 with a page', async (_name, wire) => {
  await using double = await start()
  const answer = await ask('GET', await finished(double, wire, 'result-wrong-type'), { key: null })
  expect(answer.status).toBe(200)
  expect(answer.headers['content-type']).toContain('text/html')
  expect(answer.text).toContain('<!doctype html>')
})

test.each([
  ['connection-reset', { text: '', wasReset: true }],
  ['hang for=5s', { text: '', wasReset: false }],
])('%s strikes a download too', async (fault, seen) => {
  await using double = await start()
  const url = await finished(double, BOTH[0][1])
  const call = await callRaw(double, { path: pathOf(url), fault })
  if (fault.startsWith('hang')) {
    await booked(double, 'end of a call that hangs')
    await double.advance(5_000)
  }
  expect(await call.seen).toEqual(seen)
  expect((await double.exchanges()).at(-1)).toMatchObject({ operation: 'kie.result', status: null })
})

test('in a prompt, call=2 is the second download of its own task', async () => {
  await using double = await start()
  const wire = BOTH[0][1]
  const { taskId } = (await double.createKie({ prompt: 'a cat [[stunt: result-expired call=2]]' })).json.data
  await finished(double, wire)
  const [url = ''] = wire.resultsOf(await wire.read(double, taskId))
  const statuses = []
  for (let nth = 0; nth < 3; nth += 1) statuses.push((await ask('GET', url, { key: null })).status)
  expect(statuses).toEqual([200, 403, 200])
})
