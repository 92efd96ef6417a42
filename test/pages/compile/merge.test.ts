import { expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../src/contracts/check/json.ts'
import { mergeDocuments } from '../../../src/pages/compile/merge.ts'

const schema = (properties: JsonObject): JsonObject => ({ components: { schemas: { A: { properties } } } })

const merge = (first: JsonObject, second: JsonObject) =>
  mergeDocuments([
    { page: 'first', document: first },
    { page: 'second', document: second },
  ])

const found = (first: JsonObject, second: JsonObject): readonly (readonly [string, Json, Json])[] =>
  merge(first, second).contradictions.map(({ at, readings }) => [at, readings[0].value, readings[1].value])

test('a page that is silent is filled from the other', () => {
  const { document, contradictions } = merge(
    { paths: { '/a': { get: {} } } },
    { paths: { '/a': { get: { summary: 's' } }, '/b': {} } },
  )
  expect(document).toEqual({ paths: { '/a': { get: { summary: 's' } }, '/b': {} } })
  expect(contradictions).toEqual([])
})

test('where two pages differ the first wins and both readings are kept', () => {
  const { document, contradictions } = merge(
    schema({ seed: { type: 'number' } }),
    schema({ seed: { type: 'integer' } }),
  )
  expect(document).toEqual(schema({ seed: { type: 'number' } }))
  expect(contradictions).toEqual([
    {
      at: '/components/schemas/A/properties/seed/type',
      isWording: false,
      readings: [
        { page: 'first', value: 'number' },
        { page: 'second', value: 'integer' },
      ],
    },
  ])
})

test('a property that only one page has is a contradiction, whichever page it is', () => {
  const at = '/components/schemas/A/properties/b'
  expect(found(schema({ a: {}, b: {} }), schema({ a: {} }))).toEqual([[at, {}, 'absent']])
  expect(found(schema({ a: {} }), schema({ a: {}, b: {} }))).toEqual([[at, 'absent', {}]])
})

test('so is a constraint that only one page has', () => {
  const at = '/components/schemas/A/properties/a/maxLength'
  expect(found(schema({ a: { type: 'string', maxLength: 5 } }), schema({ a: { type: 'string' } }))).toEqual([
    [at, 5, 'absent'],
  ])
})

test('a difference in running text is told apart', () => {
  const { contradictions } = merge(schema({ a: { description: 'x' } }), schema({ a: { description: 'y' } }))
  expect(contradictions.map(({ isWording }) => isWording)).toEqual([true])
})

test('servers and examples of all pages are kept', () => {
  expect(merge({ servers: [{ url: 'a' }] }, { servers: [{ url: 'b' }, { url: 'a' }] }).document).toEqual({
    servers: [{ url: 'a' }, { url: 'b' }],
  })
})

test('two models on one path become alternatives', () => {
  const body = (name: string): JsonObject => ({ content: { schema: { $ref: `#/${name}` } } })
  const { document } = mergeDocuments(
    ['A', 'B', 'A', 'C'].map((name) => ({ page: name, document: body(name) })),
  )
  expect(document).toEqual({
    content: { schema: { oneOf: [{ $ref: '#/A' }, { $ref: '#/B' }, { $ref: '#/C' }] } },
  })
})
