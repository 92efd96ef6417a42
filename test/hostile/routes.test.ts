import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyText } from '../helpers/any-text.ts'
import { EFFORT } from '../helpers/effort.ts'
import { ask, EVOLINK_MODEL, KIE_MODEL, startTestSimulator } from '../helpers/simulator.ts'
import { expectItsOwnEnvelope } from './envelopes.ts'

const methods = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE')

/** Percent-encoded bytes, sound or not, and pieces of paths. */
const segment = fc.oneof(
  fc.constantFrom(
    '',
    '.',
    '..',
    '%',
    '%zz',
    '%2e%2e',
    '%00',
    '%F0%9F',
    '__proto__',
    'constructor',
    '*',
    ':task_id',
    '{task_id}',
  ),
  fc.constantFrom(
    'v1',
    'tasks',
    'api',
    'apiv1',
    'jobs',
    'files',
    'credits',
    'recordInfo',
    'createTask',
    'task-unified-1-abcdefgh',
  ),
  fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes).toString('hex').replace(/../g, '%$&')),
  fc.stringMatching(/^[\w~!$&'()*+,;=:@-]{0,20}$/),
)

const query = fc.oneof(
  fc.constant(''),
  fc
    .array(fc.tuple(fc.constantFrom('taskId', 'taskId[]', 'task_id', 'page', '__proto__', ''), segment), {
      maxLength: 4,
    })
    .map((pairs) => `?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`),
)

const path = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '/api/v1/jobs/createTask',
      '/v1/videos/generations',
      '/apiv1/v1/videos/generations',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '/api/v1/jobs/recordInfo',
      '/api/v1/chat/credit',
      '/api/v1/common/download-url',
      '/v1/credits',
    ),
  },
  { weight: 2, arbitrary: segment.map((id) => `/v1/tasks/${id}`) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(
        ...[
          'tasks',
          'exchanges',
          'deliveries',
          'clock',
          'reset',
          'health',
          'accounts',
          'scenarios',
          'scenario',
        ],
        ...[
          'inbox/a',
          'tasks/x/complete',
          'deliveries/x/redeliver',
          'exchanges/count',
          'openapi.json',
          'nowhere',
        ],
      )
      .map((name) => `/__stuntdouble/${name}`),
  },
  { weight: 1, arbitrary: fc.array(segment, { maxLength: 5 }).map((parts) => `/files/${parts.join('/')}`) },
  { weight: 2, arbitrary: fc.array(segment, { maxLength: 5 }).map((parts) => `/${parts.join('/')}`) },
)

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom('', null, 0, -1, 1e308, 'x'.repeat(3_000), '\u0000', '\ud800', [], {}),
)
const fields = fc.constantFrom(
  ...[
    'model',
    'prompt',
    'input',
    'duration',
    'aspect_ratio',
    'quality',
    'resolution',
    'seed',
    'callBackUrl',
    'callback_url',
  ],
  ...['image_url', 'negative_prompt', 'url', 'action', 'ms', '__proto__', 'constructor', 'toJSON', ''],
)
const sound = fc.constantFrom<Record<string, unknown>>(
  { model: KIE_MODEL, input: { prompt: 'a cat' } },
  { model: 'wan/2-5-image-to-video', input: { prompt: 'a cat', image_url: 'https://example.com/cat.png' } },
  { model: EVOLINK_MODEL, prompt: 'a cat' },
  { action: 'runUntilIdle' },
)
/** A sound body with some of its fields spoilt. */
const spoilt = fc
  .tuple(sound, fc.array(fc.tuple(fields, anything, fc.boolean()), { maxLength: 3 }))
  .map(([body, changes]) => {
    const copy = structuredClone(body)
    for (const [name, value, isDeep] of changes) {
      const { input } = copy
      const target =
        isDeep && typeof input === 'object' && input !== null && !Array.isArray(input) ? input : copy
      Object.defineProperty(target, name, {
        value: structuredClone(value),
        enumerable: true,
        configurable: true,
        writable: true,
      })
    }
    return JSON.stringify(copy)
  })
const body = fc.oneof(
  { weight: 5, arbitrary: spoilt },
  { weight: 1, arbitrary: fc.json({ maxDepth: 4 }) },
  { weight: 1, arbitrary: anyText(200) },
  { weight: 1, arbitrary: fc.constant(undefined) },
)

const headerText = fc.stringMatching(
  /^[\x21-\x7e\xa1-\xff]([\x20-\x7e\xa1-\xff]{0,60}[\x21-\x7e\xa1-\xff])?$/,
)
const headers = fc
  .record(
    {
      'content-type': fc.oneof(
        fc.constantFrom(
          'application/json',
          'application/json; charset=latin1',
          'text/plain',
          'multipart/form-data',
          ';',
          '/',
        ),
        headerText,
      ),
      authorization: fc.oneof(
        fc.constantFrom('Bearer k', 'Bearer invalid', 'Bearer', 'Basic k', 'bearer stunt.flaky.x'),
        headerText,
      ),
      accept: headerText,
      'x-request-id': headerText,
      'if-none-match': headerText,
      range: headerText,
      origin: headerText,
      cookie: headerText,
      'x-forwarded-host': headerText,
      'accept-encoding': headerText,
      forwarded: headerText,
    },
    { requiredKeys: [] },
  )
  .map((given) => given as Record<string, string>)

test.each(['documented', 'observed'] as const)(
  'whatever is asked of any route, profile %s answers in the words of whose path it is',
  async (profile) => {
    await using double = await startTestSimulator({ profile, unknownModels: 'accept', errorRate: 0.02 })
    await fc.assert(
      fc.asyncProperty(methods, path, query, headers, body, async (method, at, search, given, text) => {
        const sent = method === 'GET' ? undefined : text
        // As the client sends it: it takes dots out of paths.
        const { href, pathname } = new URL(double.url + at + search)
        const answer = await ask(method, href, {
          key: 'fuzz-key',
          headers: given,
          ...(sent === undefined ? {} : { body: sent }),
        })
        expectItsOwnEnvelope(pathname, answer, profile === 'documented')
        if (answer.text !== '') expect(() => JSON.parse(answer.text)).not.toThrow()
      }),
      { numRuns: 40 * EFFORT },
    )
    await double.runUntilIdle()
    const listed = await double.get('/__stuntdouble/tasks', { key: null })
    expect(listed.status).toBe(200)
    for (const { id, provider } of listed.json.items.slice(0, 100)) {
      const read =
        provider === 'kie'
          ? await double.recordInfo(id, { key: 'fuzz-key' })
          : await double.retrieve(id, { key: 'fuzz-key' })
      expectItsOwnEnvelope(provider === 'kie' ? '/api/' : '/v1/', read, profile === 'documented')
    }
    expect((await double.get('/__stuntdouble/exchanges', { key: null })).status).toBe(200)
    expect((await double.get('/__stuntdouble/deliveries', { key: null })).status).toBe(200)
  },
)
