import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { faults } from '../../src/simulator/faults/index.ts'
import { patiently } from '../helpers/patiently.ts'
import { startReceiver } from '../helpers/receiver.ts'
import { type Ask, ask } from '../helpers/simulator.ts'
import { LUMEN_MODEL } from './contract.ts'
import { registerThirdProvider } from './registered.ts'
import { WEBHOOK_SECRET } from './simulated.ts'

const startTestSimulator = registerThirdProvider()

type Double = Awaited<ReturnType<typeof startTestSimulator>>

const withKey = ({ key = 'test-key', headers, ...more }: Ask = {}): Ask => ({
  ...more,
  key: null,
  headers: { ...(key === null ? {} : { authorization: `Key ${key}` }), ...headers },
})

const submit = (
  double: Double,
  body: unknown = { prompt: 'a cat' },
  { webhook, model = LUMEN_MODEL, ...more }: Ask & { webhook?: string; model?: string } = {},
) => {
  const query = webhook === undefined ? '' : `?webhook=${encodeURIComponent(webhook)}`
  return ask('POST', `${double.url}/queue/${model}${query}`, withKey({ ...more, body }))
}

const read = (double: Double, ref: string, more?: Ask) =>
  ask('GET', `${double.url}/queue/requests/${ref}/status`, withKey(more))

const outputOf = (double: Double, ref: string, more?: Ask) =>
  ask('GET', `${double.url}/queue/requests/${ref}`, withKey(more))

test('a task is created, read until it ends, and its result is downloaded', async () => {
  await using double = await startTestSimulator()
  const created = await submit(double)
  expect(created.status).toBe(201)
  const { ref } = created.json.request
  expect(ref).toMatch(/^req_[0-9a-f]{32}$/)
  expect((await read(double, ref)).json).toEqual({ ref, status: 'IN_QUEUE' })
  expect((await outputOf(double, ref)).status).toBe(404)
  await double.advance(4_000)
  expect((await read(double, ref)).json.status).toBe('COMPLETED')
  const { json } = await outputOf(double, ref)
  const file = await ask('GET', json.output.videos[0], { key: null })
  expect(file.headers['content-type']).toBe('video/mp4')
  expect((await ask('GET', `${double.url}/queue/balance`, withKey())).json).toEqual({ balance: 9_990 })
})

test('a webhook goes to the address in the query, signed over its id, time and body', async () => {
  await using receiver = await startReceiver([500, 200])
  await using double = await startTestSimulator()
  const { ref } = (await submit(double, undefined, { webhook: receiver.url })).json.request
  await double.runUntilIdle()
  expect(receiver.requests).toHaveLength(2)
  const ids = receiver.requests.map(({ headers }) => headers['webhook-id'])
  expect(new Set(ids).size).toBe(1)
  for (const { body, headers } of receiver.requests) {
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
    const expected = createHmac('sha256', WEBHOOK_SECRET).update(signed).digest('base64')
    expect(headers['webhook-signature']).toBe(`v1,${expected}`)
    expect(JSON.parse(body)).toMatchObject({ type: 'request.ended', data: { ref, status: 'COMPLETED' } })
  }
})

test('it refuses in its own words, and the note says what was meant', async () => {
  await using double = await startTestSimulator({ callbackPolicy: 'provider' })
  const bearer = await ask('GET', `${double.url}/queue/balance`)
  expect(bearer.status).toBe(401)
  expect(bearer.headers['x-stuntdouble-note']).toContain('Authorization: Key <key>')
  expect(bearer.headers['x-stuntdouble-note']).toContain('send "Key " before the key, not "Bearer "')
  const missing = await submit(double, {})
  expect(missing.json.detail).toMatchObject([{ loc: ['body', 'prompt'], type: 'missing' }])
  expect(missing.headers['x-stuntdouble-field']).toBe('prompt')
  const misspelt = await submit(double, undefined, { model: 'lumen-1-text-to-vidoe' })
  expect(misspelt.status).toBe(404)
  expect(misspelt.headers['x-stuntdouble-note']).toContain(`Did you mean ${LUMEN_MODEL}?`)
  const nested = await submit(double, { input: { prompt: 'a cat' } })
  expect(nested.headers['x-stuntdouble-note']).toContain(
    'This body looks like one for Kie: here the prompt belongs at the top, not in "input".',
  )
  const insecure = await submit(double, undefined, { webhook: 'http://receiver.example/' })
  expect(insecure.status).toBe(422)
  expect(insecure.headers['x-stuntdouble-field']).toBe('webhook')
  const lost = await ask('GET', `${double.url}/queue/nowhere/at/all`, withKey())
  expect(lost.json.detail).toMatchObject([{ type: 'not_found' }])
})

test('its name is known wherever providers are named', async () => {
  await using double = await startTestSimulator()
  expect(double.simulator.baseUrls).toMatchObject({ lumen: double.url })
  await submit(double)
  expect((await double.get('/__stuntdouble/tasks?provider=lumen')).json.items).toHaveLength(1)
  const { json } = await double.get('/__stuntdouble/openapi.json')
  expect(JSON.stringify(json)).toContain('"lumen"')
  const rule = {
    fault: 'server-error',
    provider: 'lumen',
    operation: 'lumen.status',
    call: 2,
    with: { kind: 'unavailable' },
  }
  await double.put('/__stuntdouble/scenario', { scenario: { rules: [rule] } })
  const { ref } = (await submit(double)).json.request
  expect([await read(double, ref), await read(double, ref)].map(({ status }) => status)).toEqual([200, 503])
})

test('its moderation has words of its own', async () => {
  await using double = await startTestSimulator({ scenario: 'moderated' })
  const { ref } = (await submit(double)).json.request
  await double.runUntilIdle()
  expect((await outputOf(double, ref)).json.error).toEqual({
    code: 'content_policy',
    text: 'The prompt was refused.',
  })
})

/** Some faults end the connection instead. */
const noAnswer = (): undefined => undefined

test('every fault strikes what it says it strikes', async () => {
  await using receiver = await startReceiver()
  await using double = await startTestSimulator()
  const account = double.simulator.account('test-key')
  for (const { name, strikes } of faults.values()) {
    // Its links are a list.
    if (name === 'result-json') continue
    const headers = { 'x-stuntdouble-fault': name }
    await patiently(account, submit(double, undefined, { webhook: receiver.url, headers }).catch(noAnswer))
    const { ref } = (await submit(double)).json.request
    await patiently(
      account,
      read(double, ref, strikes.includes('retrieve') ? { headers } : {}).catch(noAnswer),
    )
    await double.advance(400_000)
    const [link = ''] = (await outputOf(double, ref)).json.output.videos
    const asking = strikes.includes('result') ? headers : {}
    await patiently(account, ask('GET', link, { key: null, headers: asking }).catch(noAnswer))
    const struck = account.exchanges({ fault: name }).map(({ operation }) => operation)
    expect(new Set(struck).size, name).toBeGreaterThanOrEqual(
      ['create', 'retrieve', 'result'].filter((kind) => strikes.some((each) => each === kind)).length,
    )
  }
  const notes = account.exchanges().map(({ note }) => note ?? '')
  expect(notes.filter((note) => /mistake|does nothing|not followed/.test(note))).toEqual([])
})

test('its id is missing everywhere in the response, and its signature is forged in its own form', async () => {
  await using receiver = await startReceiver()
  await using double = await startTestSimulator()
  const headers = { 'x-stuntdouble-fault': 'missing-id' }
  expect((await submit(double, undefined, { headers })).json).toEqual({ request: { state: 'IN_QUEUE' } })
  const forging = { 'x-stuntdouble-fault': 'callback-bad-signature' }
  await submit(double, undefined, { webhook: receiver.url, headers: forging })
  await double.runUntilIdle()
  const [webhook] = receiver.requests
  const signed = `${webhook?.headers['webhook-id']}.${webhook?.headers['webhook-timestamp']}.${webhook?.body}`
  const expected = createHmac('sha256', WEBHOOK_SECRET).update(signed).digest('base64')
  expect(webhook?.headers['webhook-signature']).toMatch(/^v1,[A-Za-z0-9+/]{43}=$/)
  expect(webhook?.headers['webhook-signature']).not.toBe(`v1,${expected}`)
})
