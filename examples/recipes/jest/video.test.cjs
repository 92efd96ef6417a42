const baseUrl = process.env.KIE_BASE_URL

/** A key of its own per test, and with it an account of its own. */
const keyOfTest = () => `test.${encodeURIComponent(expect.getState().currentTestName)}`

const call = async (method, path, key, body) => {
  const answer = await fetch(baseUrl + path, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  })
  return answer.json()
}

test('a video is ready after its time', async () => {
  const key = keyOfTest()
  const { data } = await call('POST', '/api/v1/jobs/createTask', key, {
    model: 'wan/2-5-text-to-video',
    input: { prompt: 'a cat' },
  })
  await call('PUT', '/__stuntdouble/clock', key, { action: 'advance', ms: 4000 })
  const answer = await call('GET', `/api/v1/jobs/recordInfo?taskId=${data.taskId}`, key)
  expect(answer.data.state).toBe('success')
  expect(await call('GET', '/__stuntdouble/bill', key)).toHavePaidOnce()
})
