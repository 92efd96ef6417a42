import { afterAll, expect, test } from 'vitest'
import { notes } from '../../../src/simulator/notes/index.ts'
import { type Ask, KIE_MODEL, startTestSimulator } from '../../helpers/simulator.ts'

const double = await startTestSimulator()
const observed = await startTestSimulator({ profile: 'observed' })
const strict = await startTestSimulator({ apiKeys: ['mine'], unknownModels: 'accept' })
afterAll(async () => {
  for (const each of [double, observed, strict]) await each[Symbol.asyncDispose]()
})

type Answer = Awaited<ReturnType<typeof double.get>>

const noteOf = ({ headers }: Answer): string | undefined =>
  headers['x-stuntdouble-note'] as string | undefined

let keys = 0
/** A key that nobody has used. */
const fresh = (): Ask => ({ key: `notes-${++keys}` })

const kie = (input: object, more: object = {}) => double.createKie({ ...input }, { ...more }, fresh())
const evolink = (more: object) => double.createEvolink({ ...more }, fresh())
const withKey = (key: string, path = '/api/v1/chat/credit') => double.get(path, { key })

/** One call for every kind of note, and what it says. */
const SAYS: readonly (readonly [note: string, call: () => Promise<Answer>, words: string])[] = [
  ['unset-key', () => withKey('undefined'), 'The key looks like a variable that was not filled in'],
  ['unset-key', () => withKey('None'), 'not filled in'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is such a template that is sent.
  ['unset-key', () => withKey('${KIE_API_KEY}'), 'not filled in'],
  ['unset-key', () => withKey('<token>'), 'not filled in'],
  ['unset-key', () => withKey('YOUR_API_KEY'), 'not filled in'],
  ['unset-key', () => strict.get('/v1/credits', { key: 'null' }), 'not filled in'],
  [
    'foreign-key',
    () => withKey('sk-evo-1'),
    'The key has the form of a key for EvoLink; the live Kie refuses it.',
  ],
  ['live-key', () => withKey('sk-evo-0123456789abcdefghij'), 'This looks like a live key of EvoLink'],
  ['malformed-key', () => withKey('Bearer sk-1'), 'says Bearer twice'],
  [
    'misspelt-field',
    () => kie({}, { callback_url: 'x' }),
    'Kie ignores callback_url; did you mean callBackUrl?',
  ],
  [
    'misspelt-field',
    () => kie({ aspectRatio: '16:9' }),
    'Kie ignores input.aspectRatio; did you mean input.aspect_ratio?',
  ],
  [
    'misspelt-field',
    () => evolink({ callbackUrl: 'x' }),
    'EvoLink ignores callbackUrl; did you mean callback_url?',
  ],
  [
    'misplaced-field',
    () => kie({ callBackUrl: 'x' }),
    'Kie ignores callBackUrl in "input"; callBackUrl belongs at the top of the body.',
  ],
  [
    'misplaced-field',
    () => kie({}, { duration: '5' }),
    'Kie ignores duration at the top of the body; duration belongs in "input".',
  ],
  ['foreign-field', () => kie({ quality: '720p' }), 'Kie ignores input.quality: it is a field of EvoLink.'],
  ['model-elsewhere', () => double.createEvolink({ model: KIE_MODEL }, fresh()), 'is a model of Kie'],
  [
    'shape-of-another',
    () => double.post('/api/v1/jobs/createTask', { model: KIE_MODEL, prompt: 'a cat' }),
    'This body looks like one for EvoLink',
  ],
  [
    'undelivered-callback',
    () => strict.createKie({}, { model: 'new/model', callBackUrl: 'nowhere' }, { key: 'mine' }),
    'The callback address is not a URL',
  ],
  ['undelivered-callback', () => kie({}, { callBackUrl: 'ftp://127.0.0.1/' }), 'not ftp: addresses'],
  [
    'undelivered-callback',
    () => kie({}, { callBackUrl: 'https://10.1.2.3/' }),
    'The callback will be refused by policy local: 10.1.2.3',
  ],
  [
    'undelivered-callback',
    () => kie({}, { callBackUrl: 'https://example.org/' }),
    'allow it with --callback-allow example.org',
  ],
  [
    'unreachable-callback',
    () => kie({}, { callBackUrl: 'http://127.0.0.1:9/' }),
    'The live Kie cannot reach this callback address: 127.0.0.1',
  ],
  [
    'unreachable-callback',
    () => evolink({ callback_url: 'http://127.0.0.1:9/' }),
    'The live EvoLink would refuse this create request: callback_url must use HTTPS.',
  ],
  [
    'unfetchable-image',
    () => kie({ image_url: 'blob:https://example.com/1' }),
    'In a live run this task would fail: the picture "blob:https://example.com/1" cannot be fetched',
  ],
  [
    'link-host',
    () => double.createKie({}, {}, { ...fresh(), headers: { host: 'host.docker.internal:4010' } }),
    'Result links say 127.0.0.1 and this call came for host.docker.internal',
  ],
  [
    'live-answer',
    () => kie({ prompt: '' }),
    'The live service was observed to return HTTP 200 with {"code":500,"msg":"prompt is required","data":null}',
  ],
  ['live-answer', () => kie({ seed: 'x' }), 'The live service is assumed to return HTTP 200'],
]

test.each(SAYS)('%s', async (_note, call, words) => {
  expect(noteOf(await call())).toContain(words)
})

test('every kind of note is tried', () => {
  const tried = new Set([...SAYS.map(([note]) => note), 'browser-preflight'])
  expect(notes.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([])
})

test('a preflight is explained, and answered where --cors asks for that', async () => {
  const headers = {
    origin: 'https://app.example.org',
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization, content-type',
  }
  const url = '/api/v1/jobs/createTask'
  const closed = await fetch(double.url + url, { method: 'OPTIONS', headers })
  expect(closed.headers.get('access-control-allow-origin')).toBeNull()
  expect(closed.headers.get('x-stuntdouble-note')).toContain('Kie sends no CORS headers')
  await using open = await startTestSimulator({ cors: true })
  const allowed = await fetch(open.url + url, { method: 'OPTIONS', headers })
  expect(allowed.status).toBe(204)
  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://app.example.org')
  const control = await fetch(`${open.url}/__stuntdouble/tasks`, { headers: { origin: headers.origin } })
  expect(control.headers.get('access-control-allow-origin')).toBeNull()
})

test.each([
  ['a body as it should be', () => kie({ duration: '5', seed: 1 })],
  ['a field that is like no other', () => kie({ brand_new: 1 })],
  ['a usual key', () => withKey('sk-1')],
  ['a refusal of profile observed', () => observed.get('/api/v1/chat/credit', { key: null })],
])('%s needs no note on a live run', async (_what, call) => {
  expect(noteOf(await call()) ?? '').not.toMatch(/ignores|live|looks like/)
})

test('a note about an address is given once per account', async () => {
  const key = fresh()
  const create = () => double.createKie({}, { callBackUrl: 'http://127.0.0.1:9/' }, key)
  expect(noteOf(await create())).toContain('cannot reach')
  expect(noteOf(await create())).toBeUndefined()
})

test('header values are plain ASCII, the journal keeps the words', async () => {
  const answer = await double.get('/api/v1/chat/credit', { key: null })
  expect(noteOf(answer)).toContain('"Unauthorized')
  expect(noteOf(answer)).toMatch(/Unauthorized - Authentication failed/)
})
