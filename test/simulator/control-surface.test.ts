import SwaggerParser from '@apidevtools/swagger-parser'
import { har } from 'har-validator'
import { request } from 'undici'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { controlRoutes } from '../../src/simulator/control/control-app.ts'
import { startReceiver } from '../helpers/receiver.ts'
import { ask, startTestSimulator } from '../helpers/simulator.ts'

test('the OpenAPI document is valid and names every route', async () => {
  await using double = await startTestSimulator()
  const { json } = await double.get('/__stuntdouble/openapi.json')
  const document = await SwaggerParser.validate(structuredClone(json))
  const described = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.keys(methods ?? {}).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(described.sort()).toEqual(controlRoutes.map(({ method, path }) => `${method} ${path}`).sort())
})

test('every JSON answer is what the document says', async () => {
  await using receiver = await startReceiver([500, 200])
  await using double = await startTestSimulator({ failRate: 0.5 })
  const ids: string[] = []
  for (let nth = 0; nth < 4; nth += 1)
    ids.push((await double.createEvolink({ callback_url: receiver.url })).json.id)
  await double.createKie({}, {}, { key: null })
  await double.advance(10_000)
  const [delivery] = await double.deliveries()
  const open = (await double.createEvolink()).json.id
  const bodies: Readonly<Record<string, unknown>> = {
    'PUT /clock': { action: 'advance', ms: 1 },
    'PUT /scenario': { scenario: 'flaky' },
    'POST /exchanges/count': {},
    'POST /send': { method: 'GET', path: '/v1/credits' },
    'PUT /state': (await double.get('/__stuntdouble/state')).json,
  }
  const parameters: Readonly<Record<string, string>> = {
    '/tasks/{id}/stall': open,
    '/deliveries/{id}/redeliver': delivery.id,
  }
  const checked: string[] = []
  // What ends things comes last.
  const routes = [...controlRoutes].sort(
    (a, b) => Number(/reset|DELETE/.test(a.path + a.method)) - Number(/reset|DELETE/.test(b.path + b.method)),
  )
  for (const { method, path, answer } of routes) {
    if (answer === undefined || /complete|fail$/.test(path)) continue
    const url = `/__stuntdouble${path.replace(/\{\w+\}/, parameters[path] ?? 'name')}`
    const body = bodies[`${method} ${path}`]
    const got = await request(double.url + url, {
      method,
      headers: { authorization: 'Bearer test-key' },
      body: body === undefined ? null : JSON.stringify(body),
    })
    const json = await got.body.json()
    expect(got.statusCode, `${method} ${path}: ${JSON.stringify(json)}`).toBe(200)
    const result = z.safeParse(answer, json)
    expect(result.error?.issues ?? [], `${method} ${path}`).toEqual([])
    checked.push(path)
  }
  expect(checked.length).toBeGreaterThan(12)
})

test('the HAR export is a valid HAR 1.2', async () => {
  await using double = await startTestSimulator()
  await double.createKie({ duration: '7' })
  await double.get('/v1/tasks/nonsense?a=1')
  const { json } = await double.get('/__stuntdouble/exchanges.har')
  await expect(har(json)).resolves.toBeTruthy()
  expect(json.log.entries).toHaveLength(2)
})

const readUntil = async (body: AsyncIterable<Buffer>, wanted: RegExp): Promise<string> => {
  let text = ''
  for await (const chunk of body) {
    text += chunk.toString()
    if (wanted.test(text)) return text
  }
  throw new Error(`the stream ended without ${wanted}: ${text}`)
}

test('events report exchanges, tasks and deliveries of the account as they happen', async () => {
  await using receiver = await startReceiver()
  await using double = await startTestSimulator()
  const stream = await request(`${double.url}/__stuntdouble/events`, {
    headers: { authorization: 'Bearer mine' },
  })
  expect(stream.headers['content-type']).toBe('text/event-stream')
  await double.createKie({ prompt: 'not mine' }, {}, { key: 'yours' })
  await double.createKie({ prompt: 'mine' }, { callBackUrl: receiver.url }, { key: 'mine' })
  await double.advance(4_000)
  const text = await readUntil(stream.body, /event: delivery\n.*delivered/)
  expect(text).toMatch(/event: task\ndata: .*"phase":"queued"/)
  expect(text).toMatch(/event: exchange\ndata: .*kie\.createTask/)
  expect(text).not.toContain('not mine')
  stream.body.destroy()
})

test('events report what is cleared, and clocks and scenarios that are changed in process', async () => {
  await using double = await startTestSimulator()
  await double.createKie()
  const account = double.simulator.account('test-key')
  const stream = await request(`${double.url}/__stuntdouble/events`)
  await double.post('/__stuntdouble/inbox/mine', {})
  await ask('DELETE', `${double.url}/__stuntdouble/inbox/mine`, { key: null })
  await ask('DELETE', `${double.url}/__stuntdouble/exchanges`)
  account.setScenario('flaky')
  await account.clock.advance('5s')
  const text = await readUntil(stream.body, /event: clock\n.*\n/)
  expect(text).toContain(
    'event: forgotten\ndata: {"account":null,"item":{"list":"inbox","inbox":"mine","forgotten":1}}',
  )
  expect(text).toContain(
    `event: forgotten\ndata: {"account":"${account.name}","item":{"list":"exchanges","forgotten":1}}`,
  )
  expect(text).toMatch(/event: scenario\ndata: .*"name":"flaky"/)
  expect(text).toMatch(
    new RegExp(`event: clock\\ndata: {"account":"${account.name}".*"iso":"2026-01-01T00:00:05.000Z"`),
  )
  stream.body.destroy()
})

test('metrics are served when asked for, with bounded labels', async () => {
  await using double = await startTestSimulator({ metrics: true, errorRate: 0.5 })
  for (let nth = 0; nth < 10; nth += 1) await double.get(`/v1/tasks/made-up-${nth}`)
  await double.createKie({}, { callBackUrl: 'http://10.0.0.1/' })
  await double.advance(10_000)
  const { text, headers } = await double.get('/metrics')
  expect(headers['content-type']).toContain('text/plain; version=0.0.4')
  expect(text).toMatch(
    /stuntdouble_requests_total\{provider="evolink",operation="evolink.retrieveTask",status="400"\} \d+/,
  )
  expect(text).toMatch(/stuntdouble_faults_total\{fault="server-error"\} \d+/)
  expect(text).toMatch(
    /stuntdouble_callback_attempts_total\{outcome="refused"\} 1|stuntdouble_tasks\{phase="succeeded"\} 0/,
  )
  expect(text).not.toContain('made-up')
})

test('there are no metrics otherwise', async () => {
  await using double = await startTestSimulator()
  expect((await double.get('/metrics')).status).toBe(404)
})

test('a control token is wanted where one was given', async () => {
  await using double = await startTestSimulator({ controlToken: 'open sesame' })
  expect((await double.get('/__stuntdouble/tasks')).status).toBe(403)
  for (const token of ['wrong', '%', '']) {
    expect(
      (await double.get('/__stuntdouble/tasks', { headers: { 'x-stuntdouble-token': token } })).status,
    ).toBe(403)
  }
  expect(
    (await double.get('/__stuntdouble/tasks', { headers: { 'x-stuntdouble-token': 'open sesame' } })).status,
  ).toBe(200)
  expect((await double.get('/__stuntdouble/health')).status).toBe(200)
})

test('the control API is closed where other machines could call it and no token was given', async () => {
  await using double = await startTestSimulator({ host: '0.0.0.0' })
  const local = double.url.replace('localhost', '127.0.0.1')
  const answer = await request(`${local}/__stuntdouble/tasks`)
  expect(answer.statusCode).toBe(403)
  expect(await answer.body.text()).toContain('--control-token')
  expect((await request(`${local}/health`)).statusCode).toBe(200)
})
