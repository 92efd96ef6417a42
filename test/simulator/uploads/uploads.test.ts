import { request } from 'undici'
import { expect, test } from 'vitest'
import { bounds } from '../../../src/simulator/bounds.ts'
import { Uploads } from '../../../src/simulator/uploads/uploads.ts'
import { ask, startTestSimulator } from '../../helpers/simulator.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const DAY_MS = 24 * 60 * 60 * 1000

type Double = Awaited<ReturnType<typeof startTestSimulator>>

const upload = (double: Double, more = {}) =>
  double.post('/api/file-base64-upload', {
    base64Data: `data:image/png;base64,${PNG.toString('base64')}`,
    uploadPath: 'images',
    fileName: 'cat.png',
    ...more,
  })

test('a picture is uploaded, made into a video, and the video downloaded', async () => {
  await using double = await startTestSimulator({ profile: 'observed' })
  const { downloadUrl } = (await upload(double)).json.data
  const body = {
    model: 'wan/2-5-image-to-video',
    input: { prompt: 'It waves', image_url: downloadUrl, duration: '5', resolution: '720p' },
  }
  const created = await double.post('/api/v1/jobs/createTask', body)
  expect(created.headers['x-stuntdouble-note'] ?? '').not.toContain('picture')
  await double.advance(4_000)
  const { state, resultJson } = (await double.recordInfo(created.json.data.taskId)).json.data
  expect(state).toBe('success')
  const video = await ask('GET', JSON.parse(resultJson).resultUrls[0], { key: null })
  expect(video.headers['content-type']).toBe('video/mp4')
})

test('Kie’s response has what was recorded, and the file is served for a day of the account’s clock', async () => {
  await using double = await startTestSimulator()
  const { status, json } = await upload(double)
  expect({ status, json }).toEqual({
    status: 200,
    json: {
      success: true,
      code: 200,
      msg: 'File uploaded successfully',
      data: {
        success: true,
        fileName: 'cat.png',
        filePath: 'images/cat.png',
        downloadUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/uploads\/.+\/cat\.png$/),
        fileSize: PNG.length,
        mimeType: 'image/png',
        uploadedAt: '2026-01-01T00:00:00.000Z',
      },
    },
  })
  const file = await ask('GET', json.data.downloadUrl, { key: null })
  expect(file.headers).toMatchObject({ 'content-type': 'image/png', 'content-length': String(PNG.length) })
  await double.advance(DAY_MS)
  expect((await ask('GET', json.data.downloadUrl, { key: null })).status).toBe(404)
})

test.each([
  [
    '/api/file-stream-upload',
    'uploadPath',
    (json: { data: { downloadUrl: string } }) => json.data.downloadUrl,
  ],
  [
    '/api/v1/files/upload/stream',
    'upload_path',
    (json: { data: { file_url: string } }) => json.data.file_url,
  ],
])('a form with the bytes of a file: %s', async (path, folder, linkIn) => {
  await using double = await startTestSimulator()
  const form = new FormData()
  form.set('file', new Blob([PNG], { type: 'image/png' }), 'a cat.png')
  form.set(folder, 'images')
  const answer = await fetch(double.url + path, {
    method: 'POST',
    headers: { authorization: 'Bearer test-key' },
    body: form,
  })
  const link = linkIn((await answer.json()) as never)
  expect(link).toMatch(/a_cat\.png$/)
  expect(Buffer.from(await (await fetch(link)).arrayBuffer())).toEqual(PNG)
})

test('by address nothing is fetched: a placeholder stands in, and the note says so', async () => {
  await using double = await startTestSimulator()
  const answer = await double.post('/api/v1/files/upload/url', { file_url: 'https://example.com/cat.png' })
  expect(answer.headers['x-stuntdouble-note']).toContain('Nothing was fetched')
  expect((await ask('GET', answer.json.data.file_url, { key: null })).headers['content-type']).toBe(
    'image/png',
  )
  const inside = await double.post('/api/file-url-upload', { fileUrl: 'http://127.0.0.1/cat.png' })
  expect(inside.status).toBe(422)
})

test.each([
  ['/api/file-base64-upload', {}, 'base64Data is missing'],
  ['/api/file-base64-upload', { base64Data: '*' }, 'is not base64'],
  ['/api/file-url-upload', { fileUrl: 'blob:https://example.com/1' }, 'can be fetched from outside'],
  ['/api/file-stream-upload', {}, 'multipart/form-data'],
])('what cannot be stored is refused: %s %j', async (path, body, note) => {
  await using double = await startTestSimulator()
  const { status, headers } = await double.post(path, body)
  expect(status).toBeGreaterThanOrEqual(400)
  expect(headers['x-stuntdouble-note']).toMatch(note)
})

test('beyond the bounds of an account and of all, the oldest files go', () => {
  const uploads = new Uploads()
  const bytes = Buffer.alloc(bounds.uploadedFile.most)
  const add = (account: string, nth: number) =>
    uploads.add({
      ...{ account, path: `${account}/${nth}`, fileName: '', folder: '', contentType: '' },
      ...{ bytes, uploadedAt: 0, expiresAt: 0 },
    })
  for (let nth = 0; nth < 5; nth += 1) add('one', nth)
  expect([0, 1, 2, 3, 4].map((nth) => uploads.find(`one/${nth}`) !== undefined)).toEqual([
    ...[false, false, true, true, true],
  ])
  for (let nth = 0; nth < 9; nth += 1) add(`other ${nth}`, 0)
  expect(uploads.find('one/4')).toBeUndefined()
  uploads.forget('other 8')
  expect(uploads.find('other 8/0')).toBeUndefined()
})

test('a browser may upload to Kie, whose upload hosts send CORS headers; its other calls it may not', async () => {
  await using double = await startTestSimulator()
  const preflight = (path: string) =>
    request(double.url + path, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.example.com',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    }).then(({ statusCode, headers }) => ({ statusCode, allowed: headers['access-control-allow-origin'] }))
  const allowed = 'https://app.example.com'
  expect(await preflight('/api/file-stream-upload')).toEqual({ statusCode: 204, allowed })
  expect(await preflight('/api/v1/jobs/createTask')).toMatchObject({ allowed: undefined })
  const headers = { origin: allowed }
  const { headers: sent } = await double.post('/api/file-base64-upload', {}, { headers })
  expect(sent['access-control-allow-origin']).toBe(allowed)
})
