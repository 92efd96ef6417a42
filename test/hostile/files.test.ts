import { expect, test } from 'vitest'
import { ask, startTestSimulator } from '../helpers/simulator.ts'
import { exchangeBytes, statusesIn } from './wire.ts'

const finished = async (
  double: Awaited<ReturnType<typeof startTestSimulator>>,
  more = {},
): Promise<string> => {
  const { id } = (await double.createEvolink(more)).json
  await double.advance(4_000)
  return (await double.retrieve(id)).json.results[0]
}

test('no header of a download brings anything but a status of HTTP’s own for files', async () => {
  await using double = await startTestSimulator()
  const url = await finished(double, { quality: '480p' })
  const huge = '9'.repeat(400)
  const ranges = [
    'bytes=0-0',
    'bytes=-1',
    'bytes=-0',
    'bytes=0-',
    'bytes=5-1',
    'bytes=-',
    'bytes=',
    'bytes',
    '',
    'bytes=a-b',
    'bytes=0-1,2-3',
    `bytes=${'0-1,'.repeat(2_000)}0-1`,
    `bytes=${huge}-`,
    `bytes=-${huge}`,
    `bytes=0-${huge}`,
    'bytes=-1-1',
    'bytes=0x0-0xf',
    'bytes=1e3-2e3',
    'items=0-1',
    'bytes=\u00a00-1',
    'bytes=0 - 1',
    'BYTES=0-1',
  ]
  for (const range of ranges) {
    const { status } = await ask('GET', url, { key: null, headers: { range } })
    expect(status, range).toBeOneOf([200, 206, 416])
  }
  for (const headers of [
    { 'if-none-match': '*' },
    { 'if-none-match': `${'"x",'.repeat(3_000)}"y"` },
    { 'if-none-match': '""","' },
    { 'if-modified-since': 'the day before yesterday' },
    { 'if-modified-since': '+275760-09-14' },
    { 'if-range': 'W/"', range: 'bytes=0-1' },
    { 'accept-encoding': 'gzip;q=NaN, *;q=0' },
  ]) {
    expect((await ask('GET', url, { key: null, headers })).status).toBeOneOf([200, 206, 304])
  }
})

test.each([
  '/files/../../etc/passwd',
  '/files/..%2f..%2fetc%2fpasswd',
  '/files/%2e%2e/%2e%2e/media/480p-16x9-5s.mp4',
  '/files//etc/passwd',
  '/files/\\..\\..\\windows',
  '/files/%00',
  '/files/%zz/%zz/%zz',
  '/files/%F0%9F/x/y',
  '/files/acct_00000000/__proto__/constructor',
  `/files/${'a/'.repeat(4_000)}`,
  '/files',
  '/files/',
])('%s is not a file', async (path) => {
  await using double = await startTestSimulator()
  const text = await exchangeBytes(double.url, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
  expect(statusesIn(text)).toEqual([404])
  expect(text).toMatch(/\{"error":"[^"]+"\}$/)
})

test.each([
  '?signature',
  '?signature=&expires=',
  '?signature=x&signature=y',
  '?expires=1e99&signature=%zz',
  '?signature=%00',
])('a temporary link with a made-up seal does not work: %s', async (query) => {
  await using double = await startTestSimulator()
  const url = await finished(double)
  expect((await ask('GET', url + query, { key: null })).status).toBe(403)
})

test.each([
  { quality: '9'.repeat(400) },
  { quality: `${'9'.repeat(400)}k` },
  { quality: '' },
  { quality: '-0x' },
  { aspect_ratio: '0:0' },
  { aspect_ratio: ':' },
  { aspect_ratio: `${'9'.repeat(400)}:1` },
  { duration: 1e300 },
  { duration: 5e-324 },
  { duration: '1e3' },
])('an unknown model may ask for nonsense and gets some video: %j', async (more) => {
  await using double = await startTestSimulator({ unknownModels: 'accept', credits: 1e308 })
  const created = await double.createEvolink({ model: 'nobody-knows', ...more })
  if (created.status !== 200) return expect(created.status).toBeOneOf([400, 402])
  await double.advance(4_000)
  const { results } = (await double.retrieve(created.json.id)).json
  expect((await ask('HEAD', results[0], { key: null })).status).toBe(200)
})

test('what is not a link is refused as a parameter when a temporary one is asked for', async () => {
  await using double = await startTestSimulator()
  for (const url of [
    '/files/',
    'x:',
    'http://',
    'http://h/files/a/b/c',
    'javascript:files/',
    `http://h/${'files/'.repeat(1_000)}`,
    '\u0000',
  ]) {
    expect((await double.post('/api/v1/common/download-url', { url })).json.code).toBe(422)
  }
})
