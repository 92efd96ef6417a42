import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { createGuardedConnect } from '../../../src/simulator/callbacks/guarded-connect.ts'
import { createLookup } from '../../../src/simulator/callbacks/lookup.ts'
import { fetchFile } from '../../../src/simulator/images/fetch-file.ts'
import { fileLimitsIn } from '../../../src/simulator/images/file-limits.ts'
import { judgeFile } from '../../../src/simulator/images/judge-file.ts'
import { startTestSimulator } from '../../helpers/simulator.ts'

const PNG = Buffer.from('\x89PNG\r\n\x1a\n and so on', 'latin1')
const MEBI = 2 ** 20

/** The default refuses this machine, where the test's own server is. */
const anywhere = createGuardedConnect(() => undefined, createLookup())

const startServer = async (listener: RequestListener) => {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const LIMITS = fileLimitsIn({
  'x-accepted-file-types': ['image/jpeg', 'image/png'],
  'x-max-file-size': '10MB',
})

test.each([
  ['image/png', 10 * MEBI, undefined],
  ['image/jpg', 1, undefined],
  ['image/png', 10 * MEBI + 1, 'has more than the 10485760 bytes that image_url takes'],
  ['image/gif', 1, 'is image/gif; image_url takes image/jpeg, image/png'],
  ['text/html; charset=utf-8', 1, 'it leads to a page, not to a picture'],
] as const)(
  'a file of %s and %d bytes is judged by what its page documents',
  (contentType, byteLength, reason) => {
    const found = { link: 'https://example.com/1', field: 'image_url' }
    const bad = judgeFile(found, { contentType, byteLength }, LIMITS)
    expect(bad?.reason).toEqual(reason && expect.stringContaining(reason))
  },
)

test('a page that states no limit takes every file but a page', () => {
  const found = { link: 'https://example.com/1', field: 'image_url' }
  expect(judgeFile(found, { contentType: 'image/gif', byteLength: 1 }, undefined)).toBeUndefined()
  expect(judgeFile(found, { contentType: 'text/html', byteLength: 1 }, undefined)).toMatchObject({
    as: 'image-fetch',
  })
})

test('a file is fetched as far as it takes to judge it: by its first bytes, through redirects', async () => {
  await using server = await startServer((request, response) => {
    if (request.url === '/moved') response.writeHead(302, { location: '/cat' }).end()
    else response.writeHead(200, { 'content-type': 'text/plain' }).end(PNG)
  })
  expect(await fetchFile(`${server.url}/moved`, 100, anywhere)).toEqual({
    contentType: 'image/png',
    byteLength: PNG.length,
  })
  expect(await fetchFile(`${server.url}/cat`, 5, anywhere)).toMatchObject({ byteLength: PNG.length })
})

test.each([
  ['/404', 'its server responds with HTTP 404'],
  ['/empty', 'the file is empty'],
  ['/round', 'it redirects more than 3 times'],
  ['/file', 'it redirects to a file: address'],
])('%s: %s', async (path, reason) => {
  await using server = await startServer((request, response) => {
    if (request.url === '/empty') response.end()
    else if (request.url === '/round') response.writeHead(301, { location: '/round' }).end()
    else if (request.url === '/file') response.writeHead(301, { location: 'file:///etc/passwd' }).end()
    else response.writeHead(404).end('no')
  })
  await expect(fetchFile(server.url + path, 100, anywhere)).rejects.toThrow(reason)
})

test('nothing inside a network is fetched', async () => {
  let requests = 0
  await using server = await startServer((_request, response) => {
    requests += 1
    response.end(PNG)
  })
  await expect(fetchFile(`${server.url}/cat`, 100)).rejects.toThrow('127.0.0.1 is an internal address')
  expect(requests).toBe(0)
})

/** An image-to-video task whose picture was uploaded before. */
const animate = async (fetchImages: boolean, base64Data: string) => {
  await using double = await startTestSimulator({ fetchImages })
  const uploaded = await double.post('/api/file-base64-upload', { base64Data, fileName: 'cat.png' })
  const image_url = uploaded.json.data.downloadUrl
  const { headers, json } = await double.post('/api/v1/jobs/createTask', {
    model: 'wan/2-5-image-to-video',
    input: { prompt: 'a cat', image_url, duration: '5', resolution: '720p' },
  })
  await double.advance(5_000)
  const { state, failCode, failMsg } = (await double.recordInfo(json.data.taskId)).json.data
  return { state, failCode, failMsg, note: String(headers['x-stuntdouble-note'] ?? '') }
}

test('with --fetch-images a task fails whose picture breaks what its page documents; without, nothing looks', async () => {
  const gif = Buffer.from('GIF89a and so on').toString('base64')
  expect(await animate(true, PNG.toString('base64'))).toMatchObject({ state: 'success', note: '' })
  expect(await animate(false, gif)).toMatchObject({ state: 'success', note: '' })
  expect(await animate(true, gif)).toMatchObject({
    state: 'fail',
    failMsg: 'Only jpeg/jpg/png image formats are supported',
    note: expect.stringMatching(
      /^This task will fail: the picture "http.*" is image\/gif; image_url takes image\/jpeg, image\/png, image\/webp\.$/,
    ),
  })
})
