import { afterAll, expect, test } from 'vitest'
import { readPages } from '../../src/conformance/models/read-pages.ts'
import { isObject, type JsonObject } from '../../src/contracts/check/json.ts'
import type { ImportedPage } from '../../src/pages/imported-page.ts'
import { temporaryFolder } from '../helpers/command.ts'
import { isSampled } from '../helpers/sampled.ts'
import type { Answer } from '../helpers/simulator.ts'
import { completed, mutationsOf, sampleOf } from './mutations.ts'
import { PAGES } from './pages.ts'
import { kiePageFor, noteOf, serve } from './serving.ts'

/** The schema of a model's body: of several alternatives, its own. */
const schemaFor = ({ request }: ImportedPage, model: string): JsonObject => {
  const choices = Array.isArray(request.oneOf) ? request.oneOf.filter(isObject) : []
  return choices.find((choice) => JSON.stringify(choice).includes(`"${model}"`)) ?? request
}

/** Every model of the fixtures. */
const models = readPages([PAGES], () => undefined).flatMap((page) =>
  page.models.map((model) => ({ page, model, schema: schemaFor(page, model) })),
)

const oddities = temporaryFolder({
  'one-or-other.json': kiePageFor(
    'odd/one-or-other',
    {
      image_url: { type: 'string' },
      image_urls: { type: 'array' },
      pattern: { type: 'string', pattern: '^(?!a)' },
    },
    { oneOf: [{ required: ['image_url'] }, { required: ['image_urls'] }] },
  ),
  'either.json': kiePageFor('odd/either', {
    size: {
      oneOf: [
        { type: 'string', enum: ['auto'] },
        { type: 'integer', minimum: 256 },
      ],
    },
    voice: {
      anyOf: [
        {
          type: 'object',
          required: ['kind'],
          properties: { kind: { const: 'id' }, id: { type: 'integer' } },
        },
        { type: 'object', required: ['kind', 'url'], properties: { kind: { const: 'file' } } },
      ],
    },
  }),
  'conditions.json': kiePageFor(
    'odd/conditions',
    { mode: { enum: ['a', 'b'] }, first: {}, last: {} },
    {
      dependentRequired: { last: ['first'] },
      if: { properties: { mode: { const: 'b' } }, required: ['mode'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
      then: { required: ['first'] },
      not: { required: ['mask'] },
    },
  ),
})

const settings = {
  models: [PAGES, oddities.path],
  credits: 1e9,
  rateLimit: 'off',
  maxRunning: 'off',
} as const
const documented = await serve(settings)
const observed = await serve({ ...settings, profile: 'observed' })
const doubles = { documented, observed } as const
const PROFILES = ['documented', 'observed'] as const
afterAll(async () => {
  await documented[Symbol.asyncDispose]()
  await observed[Symbol.asyncDispose]()
  oddities[Symbol.dispose]()
})

const isCreated = (page: ImportedPage, { status, json }: Answer): boolean =>
  status === 200 && (page.provider === 'kie' ? json.code === 200 : typeof json.id === 'string')

interface Refused {
  readonly profile: (typeof PROFILES)[number]
  readonly page: ImportedPage
  readonly body: JsonObject
  readonly field: string
  readonly label: string
}

/** Whether a create request is refused over a field as the provider refuses it in that profile. */
const assertRefused = async ({ profile, page, body, field, label }: Refused) => {
  const answer = await doubles[profile].post(page.path, body)
  if (page.provider === 'evolink') {
    const error = {
      code: 400,
      message: 'Invalid request format',
      type: 'invalid_request_error',
      param: field,
    }
    expect(answer, label).toMatchObject({ status: 400, json: { error } })
    return
  }
  if (profile === 'documented') {
    expect(answer, label).toMatchObject({
      status: 422,
      json: { code: 422, msg: 'Parameter validation failed', data: null },
    })
    expect(noteOf(answer), label).toContain(`${field} is `)
    return
  }
  expect(answer, label).toMatchObject({ status: 200, json: { data: null } })
  const { code, msg } = answer.json
  // Observed: a text that is too long has an answer of its own, which names no field.
  const answers = [
    `500 ${field} is required`,
    `500 ${field} is not within the range of allowed options`,
    '422 The text length cannot exceed the maximum limit',
  ]
  expect(answers, label).toContain(`${code} ${msg}`)
}

const nameOf = (path: readonly (string | number)[]): string => path.join('.').replace(/^input\.(?=.)/, '')

test.each(models)(
  '$model takes what its page shows, and everything it describes',
  async ({ page, model, schema }) => {
    const everything = { ...(sampleOf(schema) as JsonObject), model }
    const bodies = [...page.examples.map((example) => completed(schema, example)), everything]
    for (const body of bodies.filter(isObject))
      for (const double of [documented, observed]) {
        const answer = await double.post(page.path, { ...body, model: body.model ?? model })
        expect(isCreated(page, answer), `${JSON.stringify(body)}: ${noteOf(answer)}`).toBe(true)
      }
  },
)

test.each(models)('$model is refused over each thing that is wrong', async ({ page, model, schema }) => {
  const valid = { ...(sampleOf(schema) as JsonObject), model }
  const mutations = mutationsOf(schema, valid)
  expect(mutations.length).toBeGreaterThan(0)
  await Promise.all(
    mutations.flatMap(({ path, what, body }, row) => {
      const label = `${nameOf(path)}, ${what}: ${JSON.stringify(body)}`
      const tried = PROFILES.filter((_profile, column) => isSampled(row, column, 2))
      return tried.map((profile) => assertRefused({ profile, page, body, field: nameOf(path), label }))
    }),
  )
})

test.each([
  [
    'odd/one-or-other',
    { image_url: 'x' },
    { image_url: 'x', image_urls: [] },
    'image_urls',
    /either .* not both/,
  ],
  ['odd/one-or-other', { image_urls: [] }, {}, 'image_url', /is missing; image_urls would do instead/],
  [
    'odd/one-or-other',
    { image_url: 'x', pattern: 'a' },
    { image_url: 7, pattern: 'a' },
    'image_url',
    /string/,
  ],
  ['odd/either', { size: 'auto' }, { size: 'other' }, 'size', /one of "auto"/],
  ['odd/either', { size: 256 }, { size: 255 }, 'size', /at least 256/],
  ['odd/either', { size: 512 }, { size: [] }, 'size', /string or integer, received array/],
  ['odd/either', { voice: { kind: 'id', id: 1 } }, { voice: { kind: 'id', id: 'x' } }, 'voice.id', /integer/],
  [
    'odd/either',
    { voice: { kind: 'file', url: 'x' } },
    { voice: { kind: 'file' } },
    'voice.url',
    /is missing/,
  ],
  ['odd/either', { voice: { kind: 'id' } }, { voice: { kind: 'x' } }, 'voice.kind', /one of "id"\|"file"/],
  ['odd/conditions', { last: 1, first: 1 }, { last: 1 }, 'first', /is missing/],
  ['odd/conditions', { mode: 'b', first: 1 }, { mode: 'b' }, 'first', /is missing/],
  ['odd/conditions', { mode: 'a' }, { mode: 'a', mask: 1 }, 'mask', /rule out/],
])('%s takes %j and not %j', async (model, right, wrong, field, words) => {
  expect((await documented.kie(model, right)).status).toBe(200)
  const answer = await documented.kie(model, wrong)
  expect(answer.status).toBe(422)
  expect(noteOf(answer)).toMatch(words)
  expect((await observed.kie(model, wrong)).json.msg).toMatch(new RegExp(`^${field} is `))
})

test('what is deprecated, or not described at all, is taken', async () => {
  const answer = await documented.kie('cartoon/tabs', { prompt: 'a fox', legacy: true, brand_new: [1] })
  expect(answer.status).toBe(200)
})
