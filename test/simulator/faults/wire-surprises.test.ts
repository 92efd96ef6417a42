import { gunzipSync } from 'node:zlib'
import { request } from 'undici'
import { expect, test } from 'vitest'
import { startReceiver } from '../../helpers/receiver.ts'
import { ask } from '../../helpers/simulator.ts'
import { BOTH, start, tasksOf } from './job.ts'

test.each(BOTH)('missing-id how=null: %s has null where the task should be', async (name, wire) => {
  await using double = await start({ profile: 'observed' })
  const { json } = await wire.create(double, 'missing-id how=null')
  if (name === 'Kie') expect(json).toEqual({ code: 200, msg: 'success', data: null })
  else expect(json.id).toBeNull()
  expect(await tasksOf(double)).toBe(1)
})

test.each([
  ['junk', (links: string[]) => `${JSON.stringify({ resultUrls: links })}\n<!-- cached -->`],
  ['array', (links: string[]) => JSON.stringify(links)],
  ['string', ([link]: string[]) => link],
  ['other-key', (links: string[]) => JSON.stringify({ videoUrl: links[0], videoUrls: links })],
])('result-json how=%s: the links are all there, in another form', async (how, form) => {
  await using double = await start()
  const { taskId } = (await double.createKie({ prompt: `a cat [[stunt: result-json how=${how}]]` })).json.data
  await double.advance(4_000)
  const { resultJson } = (await double.recordInfo(taskId)).json.data
  const links = String(resultJson).match(/http[^"\s]+\.mp4/g) ?? []
  expect(links[0]).toContain(taskId)
  expect(resultJson).toBe(form([...new Set(links)]))
})

test('result-json can do nothing at EvoLink, whose links are a list', async () => {
  await using double = await start()
  const { headers } = await double.createEvolink({ prompt: 'a cat [[stunt: result-json]]' })
  expect(headers['x-stuntdouble-note']).toContain('EvoLink has its links in a list')
})

test.each(BOTH)('result-blocked: %s serves whoever says who it is', async (_name, wire) => {
  await using double = await start({ scenario: 'happy' })
  const id = wire.idOf(await wire.create(double))
  await double.advance(4_000)
  const [link = ''] = wire.resultsOf(await wire.read(double, id))
  const download = (agent: string) =>
    ask('GET', link, { key: null, headers: { 'x-stuntdouble-fault': 'result-blocked', 'user-agent': agent } })
  expect(await download('Python-urllib/3.12')).toMatchObject({ status: 403, text: 'error code: 1010' })
  expect((await download('')).status).toBe(403)
  expect((await download('our-product/1.0 (+https://example.com)')).status).toBe(200)
})

test.each(BOTH)('unasked-gzip: %s compresses for a client that did not ask', async (_name, wire) => {
  await using double = await start()
  const answer = await request(double.url + wire.createPath, {
    method: 'POST',
    headers: {
      authorization: 'Bearer test-key',
      'content-type': 'application/json',
      'x-stuntdouble-fault': 'unasked-gzip',
    },
    body: JSON.stringify(wire.createBody),
  })
  expect(answer.headers['content-encoding']).toBe('gzip')
  const bytes = Buffer.from(await answer.body.arrayBuffer())
  expect(JSON.parse(gunzipSync(bytes).toString())).not.toHaveProperty('error')
  expect(await tasksOf(double)).toBe(1)
})

test.each(BOTH)(
  'redirected: %s forwards a create request, and a client that follows with body and key arrives',
  async (_name, wire) => {
    await using double = await start()
    const first = await wire.create(double, 'redirected')
    expect(first.status).toBe(307)
    expect(await tasksOf(double)).toBe(0)
    const second = await double.post(String(first.headers.location), wire.createBody, {
      headers: { 'x-stuntdouble-fault': 'redirected' },
    })
    expect(second.status).toBe(200)
    expect(await tasksOf(double)).toBe(1)
  },
)

test('redirected status=302: a client that follows with a GET finds no such call', async () => {
  await using double = await start()
  const { headers } = await double.createKie(
    {},
    {},
    { headers: { 'x-stuntdouble-fault': 'redirected status=302' } },
  )
  expect((await double.get(String(headers.location))).status).toBe(404)
})

test('retired-model: Kie takes the create request, the task fails, and nothing is charged', async () => {
  await using double = await start({ profile: 'observed', scenario: 'retired-model' })
  const { taskId } = (await double.createKie()).json.data
  await double.advance(4_000)
  expect((await double.recordInfo(taskId)).json.data).toMatchObject({
    state: 'fail',
    failMsg: 'internal error, please try again later',
  })
  expect((await double.get('/api/v1/chat/credit')).json.data).toBe(10_000)
})

test.each(BOTH)(
  'unknown-state phase=succeeded: %s has the links under a new name of the state',
  async (_name, wire) => {
    await using double = await start()
    const id = wire.idOf(await wire.create(double, 'unknown-state state=finished phase=succeeded'))
    await double.advance(4_000)
    const read = await wire.read(double, id)
    expect(wire.stateOf(read)).toBe('finished')
    expect(wire.resultsOf(read)).toHaveLength(1)
  },
)

test('late-callbacks: hours after the end, and again the day after', async () => {
  await using receiver = await startReceiver()
  await using double = await start({ scenario: 'late-callbacks' })
  await double.createKie({}, { callBackUrl: receiver.url })
  await double.advance(3_600_000)
  expect(receiver.requests).toHaveLength(0)
  await double.advance(2 * 3_600_000)
  expect(receiver.requests).toHaveLength(1)
  await double.advance(24 * 3_600_000)
  expect(receiver.requests).toHaveLength(2)
})

test('server-error kind=unavailable: the observed Kie says 455', async () => {
  await using double = await start({ profile: 'observed' })
  const { json } = await double.recordInfo('x', {
    headers: { 'x-stuntdouble-fault': 'server-error kind=unavailable' },
  })
  expect(json.code).toBe(455)
})

test('callback-early task=as-planned: the callback comes first, and the task takes its time', async () => {
  await using receiver = await startReceiver()
  await using double = await start()
  const { taskId } = (
    await double.createKie(
      {},
      { callBackUrl: receiver.url },
      { headers: { 'x-stuntdouble-fault': 'callback-early task=as-planned' } },
    )
  ).json.data
  expect(receiver.requests).toHaveLength(1)
  expect((await double.recordInfo(taskId)).json.data.state).toBe('waiting')
  await double.advance(4_000)
  expect((await double.recordInfo(taskId)).json.data.state).toBe('success')
})

test.each(BOTH)('no callback fault strikes a task of %s that has no callback', async (_name, wire) => {
  await using double = await start({ scenario: 'callback-chaos' })
  for (let nth = 0; nth < 20; nth += 1)
    expect((await wire.create(double)).headers).not.toHaveProperty('x-stuntdouble-fault')
  const { headers } = await wire.create(double, 'callback-lost')
  expect(headers['x-stuntdouble-note']).toContain('names no callback address')
})
