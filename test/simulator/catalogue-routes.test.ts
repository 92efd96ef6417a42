import { expect, test } from 'vitest'
import { startTestSimulator } from '../helpers/simulator.ts'

const keyless = { key: null }

test('every sample request creates a task', async () => {
  await using double = await startTestSimulator()
  const { items } = (await double.get('/__stuntdouble/providers', keyless)).json
  for (const { name, samples, baseUrls } of items) {
    expect(samples.length, name).toBeGreaterThan(0)
    for (const { model, path, body } of samples) {
      const created = await double.post(`${Object.values(baseUrls)[0]}${path}`, body)
      expect(created.headers['x-stuntdouble-bill'], `${model}: ${created.text}`).toMatch(/^accepted/)
    }
  }
  const { items: tasks } = (await double.get('/__stuntdouble/tasks', keyless)).json
  expect(new Set(tasks.map(({ prompt }: { readonly prompt: string }) => prompt))).toEqual(
    new Set(['A cat on a skateboard']),
  )
  expect(tasks[0].media).toMatchObject({ output: 'video', aspectRatio: '16:9' })
})

test('the faults are listed with what they catch and their settings', async () => {
  await using double = await startTestSimulator()
  const { items } = (await double.get('/__stuntdouble/faults', keyless)).json
  const fails = items.find(({ name }: { readonly name: string }) => name === 'task-fails')
  expect(fails).toMatchObject({ strikes: ['create'], catches: expect.any(String) })
  expect(fails.settings.map(({ name }: { readonly name: string }) => name)).toContain('after')
})

test('a browser that opens the server’s address is led to the console; a program is told what is there', async () => {
  await using double = await startTestSimulator()
  const headers = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
  const led = await double.get('/', { ...keyless, headers })
  expect(led.status).toBe(302)
  expect(new URL(String(led.headers.location), `${double.url}/`).pathname).toBe('/__stuntdouble/')
  const withToken = await double.get('/?token=a%20b', { ...keyless, headers })
  expect(withToken.headers.location).toBe('./__stuntdouble/?token=a%20b')
  const told = await double.get('/', keyless)
  expect(told.status).toBe(404)
  expect(told.json.error).toContain('There is no GET /')
})

test('a call to a path that no provider could mean is in the journal of its key; a look whether anybody listens is not', async () => {
  await using double = await startTestSimulator()
  const stray = await double.post('/v9/videos', { prompt: 'a cat' })
  await double.get('/v9/videos/1', keyless)
  await double.get('/', keyless)
  expect(stray.json.error).toMatch(/^There is no POST \/v9\/videos here; /)
  const { items } = (await double.get('/__stuntdouble/exchanges', keyless)).json
  expect(items).toMatchObject([
    { method: 'POST', url: '/v9/videos', status: 404, operation: null, note: stray.json.error },
    { method: 'GET', url: '/v9/videos/1', status: 404, account: null },
  ])
  expect(items[0]).toMatchObject({ account: expect.any(String), request: { body: '{"prompt":"a cat"}' } })
})

test('a request is sent as the client of an account would, by the name of the account alone', async () => {
  await using double = await startTestSimulator()
  await double.createKie({}, {}, { key: 'secret-key-of-the-web-app' })
  const [{ name }] = (await double.get('/__stuntdouble/accounts', keyless)).json.items
  const [{ samples }] = (await double.get('/__stuntdouble/providers', keyless)).json.items
  const [{ path, body }] = samples
  const type = { 'content-type': 'application/json' }
  const request = { method: 'POST', path, headers: type, body: JSON.stringify(body) }
  const sent = await double.post(`/__stuntdouble/send?account=${name}`, request, keyless)
  expect(sent.json).toMatchObject({ status: 200, account: name, task: expect.any(String), error: null })
  const headers = { ...type, 'x-stuntdouble-fault': 'connection-reset' }
  const lost = await double.post('/__stuntdouble/send', { ...request, headers, key: 'another' }, keyless)
  expect(lost.json).toMatchObject({ status: null, error: 'The connection ended without a response.' })
  expect(lost.json.exchange).toMatch(/^req_/)
})

test.each([
  [{ method: 'GET', path: '/v1/credits' }, 'Say whose request it is: send a "key", or ?account=<name>.'],
  [{ method: 'GET', path: 'v1/credits', key: 'k' }, '"path" of the body is a path that begins with /.'],
  [
    { method: 'GET', path: '/__stuntdouble/tasks', key: 'k' },
    '"path" of the body is a provider’s path, not the control API’s.',
  ],
  [
    { method: 'POST', path: '/%5F_stuntdouble/reset', key: 'k' },
    '"path" of the body is a provider’s path, not the control API’s.',
  ],
])('what cannot be sent is refused in a sentence', async (body, error) => {
  await using double = await startTestSimulator()
  const refused = await double.post('/__stuntdouble/send', body, keyless)
  expect(refused.status).toBe(400)
  expect(refused.json.error).toBe(error)
})

test('a label is nobody’s misspelt fault', async () => {
  await using double = await startTestSimulator()
  const { headers } = await double.createKie({}, {}, { headers: { 'x-stuntdouble-label': 'web' } })
  expect(String(headers['x-stuntdouble-note'] ?? '')).not.toContain('x-stuntdouble-label')
})
