import { afterAll, expect, test } from 'vitest'
import { startTestSimulator } from '../helpers/simulator.ts'
import { expectItsOwnEnvelope } from './envelopes.ts'
import { exchangeBytes, statusesIn } from './wire.ts'

/** One for all: what is asked here leaves it as it was. */
const double = await startTestSimulator()
afterAll(() => double.simulator.close())

test.each([
  ['a broken escape', '%zz'],
  ['half an escape', '%'],
  ['an escape that is not UTF-8', '%ff%fe'],
  ['NUL', '%00'],
  ['an escaped slash', 'a%2Fb'],
  ['traversal', '..%2f..%2fetc%2fpasswd'],
  ['12,000 characters', 'a'.repeat(12_000)],
])('a task id with %s is a malformed id to EvoLink', async (_name, id) => {
  for (const prefix of ['', '/apiv1']) {
    const answer = await double.get(`${prefix}/v1/tasks/${id}`)
    expect(answer.status).toBe(400)
    expect(answer.json.error).toMatchObject({ message: 'Invalid task ID format', param: 'task_id' })
  }
  expect((await double.get(`/v1/tasks/${id}`, { key: null })).json.error).toMatchObject({
    code: 401,
    message: 'Invalid or expired token',
  })
})

test('and an unknown task to Kie', async () => {
  for (const id of ['%zz', '%', '%ff%fe', '%00', 'a'.repeat(12_000), '[]', '__proto__', "'%20OR%201=1"]) {
    expect((await double.recordInfo(id)).json).toEqual({ code: 404, msg: 'Resource not found', data: null })
  }
})

test('a query may repeat its parameters or be nonsense', async () => {
  const { taskId } = (await double.createKie()).json.data
  const ask = (query: string) => double.get(`/api/v1/jobs/recordInfo?${query}`)
  expect((await ask(`taskId=${taskId}&taskId=${taskId}`)).json.code).toBe(422)
  expect((await ask(`taskId[]=${taskId}`)).json.code).toBe(422)
  expect((await ask(`&&&=&taskId=${taskId}&=%zz&__proto__=1`)).json.code).toBe(200)
  expect((await ask('taskId='.repeat(1_500))).status).toBe(404)
  expect((await ask('a&'.repeat(5_000))).status).toBe(422)
})

test.each(['HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE', 'PATCH', 'SEARCH', 'PROPFIND', 'PURGE', 'LINK'])(
  '%s is a method no operation has',
  async (method) => {
    for (const path of [
      '/api/v1/jobs/createTask',
      '/v1/videos/generations',
      '/v1/tasks/x',
      '/files/x',
      '/',
    ]) {
      const text = await exchangeBytes(
        double.url,
        `${method} ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer k\r\nConnection: close\r\n\r\n`,
      )
      const [head = '', body = ''] = text.split('\r\n\r\n')
      expect(statusesIn(head), path).toEqual([404])
      expect(head).toMatch(/content-type: application\/json/i)
      if (method !== 'HEAD')
        expectItsOwnEnvelope(path, { status: 404, headers: {}, text, json: JSON.parse(body) })
    }
  },
)

test.each([
  ['an absolute address', 'GET http://elsewhere.example/health HTTP/1.1\r\nHost: x', 200],
  ['the asterisk', 'OPTIONS * HTTP/1.1\r\nHost: x', 404],
  ['no Host', 'GET /health HTTP/1.1', 400],
  ['HTTP/1.0', 'GET /health HTTP/1.0', 200],
  ['HTTP/9.9', 'GET /health HTTP/9.9\r\nHost: x', 400],
  ['an upgrade', 'GET /health HTTP/1.1\r\nHost: x\r\nConnection: close, Upgrade\r\nUpgrade: websocket', 200],
  ['HTTP/2 by surprise', 'PRI * HTTP/2.0\r\n\r\nSM', 400],
  ['20,000 bytes of path', `GET /v1/${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x`, 431],
  ['20,000 bytes of header', `GET /health HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(20_000)}`, 431],
  ['2,500 headers', `GET /health HTTP/1.1\r\nHost: x${'\r\nA: b'.repeat(2_500)}`, 200],
  ['a bare line feed in a header', 'GET /health HTTP/1.1\r\nHost: x\nX: y', 400],
  ['a NUL in a header', 'GET /health HTTP/1.1\r\nHost: x\r\nX: a\u0000b', 400],
  ['spaces before the colon', 'GET /health HTTP/1.1\r\nHost : x', 400],
])('a request with %s is answered, and the next connection too', async (_name, head, status) => {
  const closing = /connection:/i.test(head) ? '' : '\r\nConnection: close'
  expect(statusesIn(await exchangeBytes(double.url, `${head}${closing}\r\n\r\n`))).toEqual([status])
  expect((await double.get('/health')).status).toBe(200)
})

const BODY = '{"model":"wan2.5-text-to-video","prompt":"a cat"}'
const CREATE =
  'POST /v1/videos/generations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer k\r\nContent-Type: application/json\r\nConnection: close\r\n'
const chunked = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`

test.each([
  ['one chunk', `Transfer-Encoding: chunked\r\n\r\n${chunked(BODY)}0\r\n\r\n`, [200]],
  [
    'a chunk per byte',
    `Transfer-Encoding: chunked\r\n\r\n${[...BODY].map(chunked).join('')}0\r\n\r\n`,
    [200],
  ],
  ['extensions and trailers', `Transfer-Encoding: chunked\r\n\r\n5;a=b\r\n{"mod\r\n0\r\nX: y\r\n\r\n`, [400]],
  ['a malformed chunk size', `Transfer-Encoding: chunked\r\n\r\nzz\r\n${BODY}\r\n0\r\n\r\n`, [400]],
  ['an enormous chunk size', `Transfer-Encoding: chunked\r\n\r\n${'f'.repeat(17)}\r\n${BODY}`, [400]],
  [
    'a length and chunks',
    `Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n${chunked(BODY)}0\r\n\r\n`,
    [400],
  ],
  ['two lengths', `Content-Length: ${BODY.length}\r\nContent-Length: 3\r\n\r\n${BODY}`, [400]],
  ['a negative length', `Content-Length: -1\r\n\r\n${BODY}`, [400]],
  ['a length beyond any number', `Content-Length: ${'9'.repeat(30)}\r\n\r\n${BODY}`, [400]],
  ['a length over the limit and no body', 'Content-Length: 99999999\r\n\r\n', [400]],
  ['an unknown coding', `Transfer-Encoding: rot13\r\n\r\n${BODY}`, [400]],
  ['no length at all', `\r\n${BODY}`, [400]],
  [
    'Expect: 100-continue',
    `Expect: 100-continue\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`,
    [100, 200],
  ],
  ['fewer bytes than its length', `Content-Length: 500\r\n\r\n${BODY}`, [400]],
])('a body sent with %s', async (_name, rest, statuses) => {
  expect(statusesIn(await exchangeBytes(double.url, CREATE + rest))).toEqual(statuses)
  expect((await double.get('/v1/credits')).status).toBe(200)
})

test('200 pipelined requests are answered in their order', async () => {
  await using double = await startTestSimulator()
  const one = (index: number): string =>
    `GET /v1/tasks/${index} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer k\r\nX-N: ${index}\r\n\r\n`
  const text = await exchangeBytes(
    double.url,
    Array.from({ length: 200 }, (_, index) => one(index)).join('') +
      'GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  )
  expect(statusesIn(text)).toEqual([...Array(200).fill(400), 200])
  const ids = [...text.matchAll(/x-request-id: req_acct_[0-9a-f]+_(\d+)/g)].map(([, id]) => Number(id))
  expect(ids).toEqual(Array.from({ length: 200 }, (_, index) => index + 1))
})
