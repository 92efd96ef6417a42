const { once } = require('node:events')
const { createServer } = require('node:http')

const baseUrl = process.env.KIE_BASE_URL

/** A key of its own per test, and with it an account of its own. */
const keyOfTest = () => `test.${encodeURIComponent(expect.getState().currentTestName)}`

const call = async (method, path, key, body) => {
  const response = await fetch(baseUrl + path, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  })
  return response.json()
}

/** Stands for your own code: it orders a video. */
const createVideo = async (key, prompt, callBackUrl) => {
  const body = { model: 'wan/2-5-text-to-video', input: { prompt }, callBackUrl }
  return (await call('POST', '/api/v1/jobs/createTask', key, body)).data.taskId
}

/** Stands for your own receiver of callbacks. */
const startReceiver = async () => {
  const videos = new Map()
  const server = createServer(async (request, response) => {
    const { data } = JSON.parse(Buffer.concat(await request.toArray()))
    videos.set(data.taskId, data.state)
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { videos, url: `http://127.0.0.1:${server.address().port}/done`, close: () => server.close() }
}

test('a callback that comes twice is stored once', async () => {
  const key = keyOfTest()
  const receiver = await startReceiver()
  const taskId = await createVideo(key, 'a cat [[stunt: callback-duplicated]]', receiver.url)
  await call('PUT', '/__stuntdouble/clock', key, { action: 'runUntilIdle' })
  await call('GET', '/__stuntdouble/settled', key)
  receiver.close()
  expect((await call('GET', '/__stuntdouble/deliveries', key)).items).toHaveLength(2)
  expect([...receiver.videos]).toEqual([[taskId, 'success']])
})

test('a video is ready after its time', async () => {
  const key = keyOfTest()
  const taskId = await createVideo(key, 'a cat')
  await call('PUT', '/__stuntdouble/clock', key, { action: 'advance', by: '4s' })
  const { data } = await call('GET', `/api/v1/jobs/recordInfo?taskId=${taskId}`, key)
  expect(data.state).toBe('success')
  expect(await call('GET', '/__stuntdouble/bill', key)).toHavePaidOnce()
})
