import { expect, test } from 'vitest'
import { breachOf } from '../../src/contracts/check/body-check.ts'
import type { JsonObject } from '../../src/contracts/check/json.ts'

/** A video may be given by its address or by the task that made it, as several pages of upscalers have it. */
const upscale: JsonObject = {
  oneOf: [
    {
      required: ['video_url'],
      properties: {
        video_url: { type: 'string' },
        resolution: { type: 'string', enum: ['720p', '1080p'] },
        seed: { type: 'integer' },
      },
    },
    { required: ['task_id'], properties: { task_id: { type: 'string', minLength: 8 } } },
  ],
}

const byKind: JsonObject = {
  anyOf: [
    { required: ['kind', 'id'], properties: { kind: { const: 'id' }, id: { type: 'integer' } } },
    { required: ['kind', 'url'], properties: { kind: { enum: ['file', 'link'] }, url: { type: 'string' } } },
  ],
}

test.each<[string, JsonObject, JsonObject, readonly string[], RegExp]>([
  [
    'a wrong option in the branch whose field is there',
    upscale,
    { video_url: 'x', resolution: '4k' },
    ['resolution'],
    /one of "720p"\|"1080p"/,
  ],
  [
    'a wrong text in the other branch',
    upscale,
    { task_id: 'short', resolution: '720p' },
    ['task_id'],
    /at least 8/,
  ],
  [
    'what is missing in the branch that one of the fields belongs to',
    upscale,
    { seed: 'x' },
    ['video_url'],
    /^is missing$/,
  ],
  ['neither', upscale, {}, ['video_url'], /is missing; task_id would do instead/],
  ['the branch of the constant that matches', byKind, { kind: 'link', id: 7 }, ['url'], /is missing/],
  ['the other branch of it', byKind, { kind: 'id', url: 'x' }, ['id'], /is missing/],
  ['a constant that is nobody’s', byKind, { kind: 'x', id: 1 }, ['kind'], /one of "id"\|"file"\|"link"/],
  ['a missing constant', byKind, { id: 'x' }, ['kind'], /is missing/],
])('%s is what is reported', (_what, schema, body, path, says) => {
  const breach = breachOf(schema, body)
  expect(breach?.path).toEqual(path)
  expect(breach?.says).toMatch(says)
})

test('alternatives inside alternatives are looked into', () => {
  const schema: JsonObject = {
    anyOf: [{ type: 'null' }, { type: 'object', properties: { source: upscale } }],
  }
  expect(breachOf(schema, { source: { video_url: 'x', resolution: '4k' } })?.path).toEqual([
    'source',
    'resolution',
  ])
})

test('of many items it is the first wrong one, by its own alternatives', () => {
  const breach = breachOf({ items: upscale }, [{ task_id: '12345678' }, { task_id: 'short' }, {}])
  expect(breach?.path).toEqual([1, 'task_id'])
})

test('what is wrong is told in the order of the page, missing fields among the others', () => {
  const schema: JsonObject = {
    required: ['z', 'b', 'undescribed'],
    properties: { c: { type: 'string' }, b: {}, a: { type: 'string' } },
  }
  expect(breachOf(schema, { a: 1, c: 1 })?.path).toEqual(['c'])
  expect(breachOf(schema, { a: 1 })?.path).toEqual(['b'])
  expect(breachOf(schema, { a: 1, b: 1 })?.path).toEqual(['a'])
  expect(breachOf(schema, { b: 1 })?.path).toEqual(['z'])
})
