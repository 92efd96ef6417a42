import { afterAll, expect, test } from 'vitest'
import { isTooDeep } from '../../src/simulator/operations/nesting.ts'
import { isSampled } from '../helpers/sampled.ts'
import { EVOLINK_MODEL, KIE_MODEL, startTestSimulator } from '../helpers/simulator.ts'
import { expectItsOwnEnvelope } from './envelopes.ts'
import { exchangeBytes, statusesIn } from './wire.ts'

const PROVIDER_PATHS = [
  '/api/v1/jobs/createTask',
  '/api/v1/jobs/nowhere',
  '/api/v1/common/download-url',
  '/v1/videos/generations',
  '/v1/nowhere',
  '/apiv1/v1/videos/generations',
] as const

/** For what leaves it as it was. */
const double = await startTestSimulator()
afterAll(() => double.simulator.close())

test.each(PROVIDER_PATHS)('a body of 2 MB is refused in the words of the provider: %s', async (path) => {
  for (const method of ['post', 'put'] as const) {
    const answer = await double[method](path, 'x'.repeat(2_000_000))
    expectItsOwnEnvelope(path, answer)
    expect(answer.status).toBeOneOf([400, 404])
  }
})

test.each(PROVIDER_PATHS)('so is a malformed content type: %s', async (path) => {
  for (const method of ['post', 'put'] as const) {
    const answer = await double[method](path, '{}', { headers: { 'content-type': 'nonsense' } })
    expectItsOwnEnvelope(path, answer)
    expect(answer.status).toBeOneOf([400, 404])
  }
})

test('the control API refuses what it cannot read in its own words too', async () => {
  await using double = await startTestSimulator()
  const huge = await double.put('/__stuntdouble/clock', 'x'.repeat(2_000_000))
  expect(huge.status).toBe(413)
  expect(huge.json).toEqual({ error: expect.stringMatching(/\.$/) })
  const odd = await double.put('/__stuntdouble/clock', '{}', { headers: { 'content-type': 'nonsense' } })
  expect(odd.status).toBe(415)
  expect(odd.json).toEqual({ error: expect.stringMatching(/\.$/) })
})

test.each([
  ['[', 0],
  ['{"a":', 1],
])('100,000 levels of %j are refused', async (opening, row) => {
  await using double = await startTestSimulator({ unknownModels: 'accept' })
  const deep = opening.repeat(100_000) + (opening === '[' ? ']' : '1}').repeat(100_000)
  for (const path of PROVIDER_PATHS.filter((_path, column) => isSampled(row, column, 2))) {
    for (const body of [deep, `{"model":"${KIE_MODEL}","input":{"prompt":"a","x":${deep}}}`]) {
      const answer = await double.post(path, body)
      expectItsOwnEnvelope(path, answer)
      expect(answer.status).toBeGreaterThanOrEqual(400)
    }
  }
})

test.each([
  ['brackets in texts are not levels', `{"a":"${'['.repeat(2_000)}"}`, false],
  ['nor are those after an escaped quote', `{"a":"\\"${'['.repeat(2_000)}"}`, false],
  ['a quote after an escaped backslash ends the text', `{"a":"\\\\","b":${'['.repeat(2_000)}`, true],
  ['a text that never ends has no levels', `"${'['.repeat(2_000)}`, false],
  ['levels that are closed do not add up', '[{}],'.repeat(2_000), false],
  ['a thousand and one levels', '{"a":['.repeat(501), true],
])('depth: %s', (_, json, isDeep) => {
  expect(isTooDeep(json)).toBe(isDeep)
})

test.each(['documented', 'observed'] as const)(
  'a task that was accepted can be read, listed and called back, however deep its body: %s',
  async (profile) => {
    await using double = await startTestSimulator({ profile, rateLimit: 'off', credits: 1_000_000 })
    const create = async (depth: number): Promise<string | undefined> => {
      const x = '['.repeat(depth) + ']'.repeat(depth)
      const body = `{"model":"${KIE_MODEL}","callBackUrl":"http://127.0.0.1:9/","input":{"prompt":"a","x":${x}}}`
      return (await double.post('/api/v1/jobs/createTask', body)).json.data?.taskId
    }
    // The deepest that is accepted, and everything accepted on the way there.
    const accepted: string[] = []
    let refused = 10_000
    for (let depth = 0; refused - depth > 1; ) {
      const between = Math.floor((depth + refused) / 2)
      const taskId = await create(between)
      if (taskId === undefined) refused = between
      else {
        accepted.push(taskId)
        depth = between
      }
    }
    expect(accepted.length).toBeGreaterThan(2)
    for (const taskId of accepted) expect((await double.recordInfo(taskId)).json.code).toBe(200)
    expect((await double.get('/__stuntdouble/tasks')).json.items).toHaveLength(accepted.length)
    await double.runUntilIdle()
    expect(await double.deliveries()).toHaveLength(accepted.length)
  },
)

const prototypeKeys = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
  'toJSON',
]

test.each(prototypeKeys)('a field called %s is a field like any other', async (key) => {
  const text = `{"model":"${KIE_MODEL}","${key}":{"isAdmin":true},"input":{"prompt":"a cat","${key}":{"isAdmin":true}}}`
  const { taskId } = (await double.post('/api/v1/jobs/createTask', text)).json.data
  expect((await double.recordInfo(taskId)).json.data.param).toBe(text)
  expect((await double.get('/__stuntdouble/tasks')).status).toBe(200)
  expect({}).not.toHaveProperty('isAdmin')
})

test.each(prototypeKeys)('%s is not a model, a task, a setting or an account', async (word) => {
  expect((await double.post('/api/v1/jobs/createTask', { model: word, input: {} })).json.code).toBe(422)
  expect((await double.post('/v1/videos/generations', { model: word, prompt: 'a' })).status).toBe(404)
  expect((await double.createEvolink({ quality: word })).status).toBe(400)
  expect((await double.recordInfo(word)).json.code).toBe(404)
  expect((await double.retrieve(word)).status).toBe(400)
  expect((await double.get(`/files/${word}/${word}/${word}`)).status).toBe(404)
  expect((await double.put('/__stuntdouble/clock', { action: word })).status).toBe(400)
})

test.each([
  ['NUL', '\u0000'],
  ['a lone surrogate', '\ud83d'],
  ['a line separator', '\u2028'],
  ['a right-to-left override', '\u202e'],
])('a prompt with %s comes back as it was', async (_name, character) => {
  await using double = await startTestSimulator()
  const prompt = `a ${character} cat`
  const { taskId } = (await double.createKie({ prompt })).json.data
  const { param } = (await double.recordInfo(taskId)).json.data
  expect(JSON.parse(param).input.prompt).toBe(prompt)
  expect((await double.get('/__stuntdouble/tasks')).json.items[0].prompt).toBe(prompt)
})

test('bytes that are not UTF-8 are a request that cannot be read, or text with replacement characters', async () => {
  await using double = await startTestSimulator()
  const send = (path: string, body: Buffer): Promise<string> =>
    exchangeBytes(
      double.url,
      Buffer.concat([
        Buffer.from(
          `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer test-key\r\n` +
            `Content-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`,
        ),
        body,
      ]),
    )
  const create = { model: EVOLINK_MODEL, prompt: 'a ~ cat' }
  const spoilt = Buffer.from(JSON.stringify(create))
  spoilt[spoilt.indexOf('~')] = 0xff
  for (const body of [Buffer.from([0xff, 0xfe, 0x7b, 0x00]), Buffer.from('\ufeff{}')]) {
    const text = await send('/v1/videos/generations', body)
    expect(statusesIn(text)).toEqual([400])
    expect(text).toContain('"type":"invalid_request_error"')
  }
  expect(statusesIn(await send('/v1/videos/generations', spoilt))).toEqual([200])
  expect((await double.get('/__stuntdouble/tasks')).json.items[0].prompt).toBe('a \ufffd cat')
})

test('a body under the limit may be large and is answered quickly', async () => {
  await using double = await startTestSimulator()
  const created = await double.createKie({ image: 'x'.repeat(1_000_000) })
  expect(created.json.code).toBe(200)
  expect((await double.recordInfo(created.json.data.taskId)).json.data.param.length).toBeGreaterThan(
    1_000_000,
  )
})
