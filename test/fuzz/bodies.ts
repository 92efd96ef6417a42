import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { startTestSimulator } from '../helpers/simulator.ts'

type Double = Awaited<ReturnType<typeof startTestSimulator>>

const FIELDS = [
  'model',
  'prompt',
  'input',
  'callBackUrl',
  'callback_url',
  'duration',
  'quality',
  'image_urls',
  '__proto__',
  'constructor',
]

const value = fc.oneof(
  fc.constantFrom(
    'wan/2-5-text-to-video',
    'wan2.5-text-to-video',
    '[[stunt: task-fails]]',
    'http://127.0.0.1:9/',
  ),
  fc.jsonValue({ maxDepth: 3 }),
)

const object = fc.dictionary(fc.constantFrom(...FIELDS), value, { maxKeys: 8 })

const body = fc.oneof(
  fc.tuple(object, object).map(([outer, input]) => JSON.stringify({ ...outer, input })),
  object.map((any) => JSON.stringify(any)),
  fc.string(),
)

const PATHS = ['/api/v1/jobs/createTask', '/v1/videos/generations', '/api/v1/common/download-url']

/** Whatever a body holds, it is accepted or refused in the provider's own JSON; nothing breaks. */
export const bodies = (double: Double): fc.IAsyncProperty<unknown> =>
  fc.asyncProperty(fc.constantFrom(...PATHS), body, async (path, sent) => {
    const { status, json, text, headers } = await double.post(path, sent)
    assert.ok(status < 500, `${status} ${text}`)
    assert.equal(typeof json, 'object', text)
    assert.ok(!String(headers['x-stuntdouble-note']).includes('made a mistake'), text)
  })
