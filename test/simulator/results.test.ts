import { request } from 'undici'
import { expect, test } from 'vitest'
import { parseMp4 } from '../helpers/mp4.ts'
import { ask, startTestSimulator } from '../helpers/simulator.ts'

const HOUR = 3_600_000

const download = async (url: string) => {
  const answer = await request(url)
  return { status: answer.statusCode, bytes: Buffer.from(await answer.body.arrayBuffer()) }
}

const finishedKie = async (
  double: Awaited<ReturnType<typeof startTestSimulator>>,
  input = {},
): Promise<string> => {
  const { taskId } = (await double.createKie(input)).json.data
  await double.advance(4_000)
  return JSON.parse((await double.recordInfo(taskId)).json.data.resultJson).resultUrls[0]
}

const finishedEvolink = async (
  double: Awaited<ReturnType<typeof startTestSimulator>>,
  more = {},
): Promise<string> => {
  const { id } = (await double.createEvolink(more)).json
  await double.advance(4_000)
  return (await double.retrieve(id)).json.results[0]
}

test.each([
  [{}, 1920, 1080, 5],
  [{ duration: '10', aspect_ratio: '9:16', resolution: '720p' }, 720, 1280, 10],
  [{ aspect_ratio: '1:1' }, 1080, 1080, 5],
])('a Kie result is a playable video of what was asked for: %j', async (input, width, height, seconds) => {
  await using double = await startTestSimulator()
  const { status, bytes } = await download(await finishedKie(double, input))
  expect(status).toBe(200)
  expect(parseMp4(bytes)).toMatchObject({ width, height, hasH264: true, hasAac: true })
  expect(parseMp4(bytes).durationSeconds).toBeCloseTo(seconds, 1)
})

test.each([
  [{}, 1280, 720, 5],
  [{ duration: 10, aspect_ratio: '3:4', quality: '1080p' }, 1080, 1440, 10],
  [{ quality: '480p' }, 854, 480, 5],
])('an EvoLink result too: %j', async (more, width, height, seconds) => {
  await using double = await startTestSimulator()
  const { bytes } = await download(await finishedEvolink(double, more))
  expect(parseMp4(bytes)).toMatchObject({ width, height })
  expect(parseMp4(bytes).durationSeconds).toBeCloseTo(seconds, 1)
})

test('part of a file can be asked for, and its head alone', async () => {
  await using double = await startTestSimulator()
  const url = await finishedEvolink(double)
  const part = await ask('GET', url, { key: null, headers: { range: 'bytes=4-7' } })
  expect(part.status).toBe(206)
  expect(part.text).toBe('ftyp')
  const head = await ask('HEAD', url, { key: null })
  expect(head.headers['content-type']).toBe('video/mp4')
  expect(Number(head.headers['content-length'])).toBeGreaterThan(10_000)
})

test.each([
  ['EvoLink', 24 * HOUR, finishedEvolink],
  ['Kie', 14 * 24 * HOUR, finishedKie],
] as const)(
  'a link of %s works until its time is over on the account’s clock',
  async (_provider, lifetimeMs, finish) => {
    await using double = await startTestSimulator()
    const url = await finish(double)
    await double.advance(lifetimeMs - 1)
    expect((await download(url)).status).toBe(200)
    await double.advance(1)
    const expired = await ask('GET', url, { key: null })
    expect(expired.status).toBe(403)
    expect(expired.json.error).toMatch(/^This result link expired at 2026-01-.*Z\.$/)
  },
)

test('there is no file before the task has succeeded, nor under a guessed name', async () => {
  await using double = await startTestSimulator()
  const url = await finishedEvolink(double)
  expect((await download(url.replace(/\/[^/]+$/, '/guessed.mp4'))).status).toBe(404)
  expect((await download(`${double.url}/files/acct_00000000/nothing/x.mp4`)).status).toBe(404)
  expect((await download(`${double.url}/files/%zz/x/../../etc/passwd`)).status).toBe(404)
})

test('Kie gives a temporary link to a result, for 20 minutes', async () => {
  await using double = await startTestSimulator()
  const url = await finishedKie(double)
  const { json } = await double.post('/api/v1/common/download-url', { url })
  expect(json).toMatchObject({ code: 200, msg: 'success' })
  expect((await download(json.data)).status).toBe(200)
  expect((await download(json.data.replace(/expires=\d/, 'expires=9'))).status).toBe(403)
  await double.advance(20 * 60_000)
  expect((await download(json.data)).status).toBe(403)
  expect((await download(url)).status).toBe(200)
})

test.each([{}, { url: 7 }, { url: 'https://elsewhere.example/x.mp4' }])(
  'Kie gives no temporary link for %j',
  async (body) => {
    await using double = await startTestSimulator()
    expect((await double.post('/api/v1/common/download-url', body)).json.code).toBe(422)
  },
)

test('links start with --public-base-url where there is one, even one with a path', async () => {
  await using double = await startTestSimulator({ publicBaseUrl: 'https://double.example/here/' })
  const url = await finishedKie(double)
  expect(url).toMatch(/^https:\/\/double\.example\/here\/files\//)
  const { data } = (await double.post('/api/v1/common/download-url', { url })).json
  expect(data).toMatch(/^https:\/\/double\.example\/here\/files\/.*expires=\d+&signature=[0-9a-f]+$/)
  expect((await download(data.replace('https://double.example/here', double.url))).status).toBe(200)
})

test('a download is in the journal of the account whose result it is', async () => {
  await using double = await startTestSimulator()
  await download(await finishedKie(double))
  const items = await double.exchanges()
  expect(items.at(-1)).toMatchObject({ operation: 'kie.result', method: 'GET', status: 200, provider: 'kie' })
})
