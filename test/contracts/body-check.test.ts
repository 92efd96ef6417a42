import { Validator } from '@cfworker/json-schema'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { breachOf } from '../../src/contracts/check/body-check.ts'
import type { Json, JsonObject } from '../../src/contracts/check/json.ts'
import { EFFORT } from '../helpers/effort.ts'

/** What a checker that shares no code with ours says. */
const fitsElsewhere = (schema: JsonObject, body: Json): boolean =>
  new Validator(schema, '2020-12').validate(body).valid

const NAMES = ['a', 'b', 'c']
const small = fc.integer({ min: 0, max: 3 })
const scalar = fc.constantFrom<Json[]>(null, true, false, 0, 1, 2, 3, 1.5, '', 'a', 'ab', 'abc', '😀😀')
const fields = (inner: fc.Arbitrary<Json>) =>
  fc.dictionary(fc.constantFrom(...NAMES), inner, { maxKeys: 3, noNullPrototype: true })
const jsonOf = (depth: number): fc.Arbitrary<Json> =>
  depth === 0
    ? scalar
    : fc.oneof(scalar, fc.array(jsonOf(depth - 1), { maxLength: 3 }), fields(jsonOf(depth - 1)))

const one = (members: Readonly<Record<string, fc.Arbitrary<Json>>>): fc.Arbitrary<JsonObject> =>
  fc.record(members, { noNullPrototype: true })

/** One keyword, or few that belong together. */
const keyword = (inner: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> => {
  const some = fc.array(inner, { minLength: 1, maxLength: 2 })
  return fc.oneof(
    one({ type: fc.constantFrom<Json[]>('string', 'integer', 'number', 'object', ['array', 'null']) }),
    one({ enum: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
    one({ const: jsonOf(1) }),
    one({ minimum: small, maximum: small }),
    one({ exclusiveMinimum: small }),
    one({ exclusiveMaximum: small }),
    one({ multipleOf: fc.constantFrom(1, 2, 0.5) }),
    one({ minLength: small }),
    one({ maxLength: small }),
    one({ pattern: fc.constantFrom('^a', 'b$') }),
    one({ minItems: small }),
    one({ maxItems: small, uniqueItems: fc.boolean() }),
    one({ items: inner }),
    one({ contains: one({ enum: fc.constant([1, 'a']) }) }),
    one({ required: fc.uniqueArray(fc.constantFrom(...NAMES)) }),
    one({ properties: fields(inner) }),
    one({ properties: fields(inner), additionalProperties: fc.oneof(fc.boolean(), inner) }),
    one({ propertyNames: fc.constant({ enum: ['a', 'b'] }) }),
    one({ patternProperties: one({ '^b': inner }), additionalProperties: fc.boolean() }),
    one({ dependentRequired: fc.constant({ a: ['b'] }) }),
    one({ minProperties: small }),
    one({ maxProperties: small }),
    one({ allOf: some }),
    one({ anyOf: some }),
    one({ not: inner }),
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    one({ if: inner, then: inner, else: inner }),
  )
}

/** Schemas as pages write them, and as nobody would: any keyword beside any other. */
const schemaOf = (depth: number): fc.Arbitrary<JsonObject> =>
  depth === 0
    ? fc.constant({})
    : fc
        .array(keyword(schemaOf(depth - 1)), { maxLength: 3 })
        .map((parts): JsonObject => Object.assign({}, ...parts))

test('it judges as another validator does, whatever the schema and the value', () => {
  fc.assert(
    fc.property(schemaOf(3), jsonOf(3), (rules, body) => {
      expect(breachOf(rules, body) === undefined).toBe(fitsElsewhere(rules, body))
    }),
    { numRuns: 100 * EFFORT, seed: 7 },
  )
})

test.each<[number, number, boolean]>([
  [0.15, 0.05, true],
  [0.35, 0.05, true],
  [0.151, 0.05, false],
  [1e9 + 0.5, 1, false],
  [4_294_967_296, 1, true],
])('%d is a multiple of %d: %s', (number, multipleOf, isMultiple) => {
  expect(breachOf({ multipleOf }, number) === undefined).toBe(isMultiple)
})

test.each<[string, string, boolean]>([
  ['uri', 'https://example.org/a.png', true],
  ['uri', 'data:image/png;base64,AAAA', true],
  ['uri', 'no link', false],
  ['url', 'no link', false],
  ['date-time', '2026-01-01T00:00:00Z', true],
  ['date-time', 'tomorrow', false],
  ['binary', 'whatever', true],
])('of the format %s, %j: %s', (format, text, isOfIt) => {
  expect(breachOf({ type: 'string', format }, text) === undefined).toBe(isOfIt)
})

test('alternatives of which several fit will do, unless each wants what the other does not', () => {
  const sloppy = { oneOf: [{ type: 'string' }, { type: 'string', maxLength: 9 }] }
  expect(breachOf(sloppy, 'auto')).toBeUndefined()
  const strict = { oneOf: [{ required: ['a'] }, { required: ['b'] }] }
  expect(breachOf(strict, { a: 1 })).toBeUndefined()
  expect(breachOf(strict, { a: 1, b: 1 })).toMatchObject({ path: ['b'], kind: 'invalid-value' })
})

test('a pattern may be in the syntax of other languages', () => {
  expect(breachOf({ pattern: '(?i)^x' }, 'X')).toBeUndefined()
  expect(breachOf({ pattern: '(?i)^x' }, 'y')).toMatchObject({ says: expect.stringContaining('(?i)^x') })
})

test('a pattern that cannot be read leaves the rest to be checked', () => {
  const fields = { properties: { a: { pattern: '^(?!x)' }, b: { type: 'integer' } } }
  expect(breachOf(fields, { a: 'x', b: 1 })).toBeUndefined()
  expect(breachOf(fields, { a: 'x', b: 'z' })).toMatchObject({ path: ['b'] })
  for (const pattern of ['(', '(a)\\1', '(?=x)', 'x'.repeat(1_001), '(a{1000}){1000}'])
    expect(breachOf({ pattern }, ''), pattern).toBeUndefined()
})

test('two patterns of one page are two', () => {
  const fields = { properties: { a: { pattern: '^a' }, b: { pattern: '^b' } } }
  expect(breachOf(fields, { a: 'a', b: 'b' })).toBeUndefined()
  expect(breachOf(fields, { a: 'a', b: 'a' })).toMatchObject({ path: ['b'] })
})

test('items that have places are checked in their places', () => {
  const pair = { prefixItems: [{ type: 'integer' }, { type: 'string' }], items: false }
  expect(breachOf(pair, [1, 'a'])).toBeUndefined()
  expect(breachOf(pair, ['a', 1])).toMatchObject({ path: [0], kind: 'invalid-type' })
  expect(breachOf(pair, [1, 'a', 2])).toMatchObject({ path: [2] })
})

test('a pattern that would take forever elsewhere is tried like any other', () => {
  const slow = `${'a'.repeat(60)}!`
  for (const pattern of ['^(\\w+\\s?)*$', '^(a|a)*$', '^(a{1,}){2,}$', '^.*.*.*.*!!$', '^#[0-9a-f]{6}$'])
    expect(breachOf({ pattern }, slow), pattern).toMatchObject({ says: expect.stringContaining(pattern) })
})

test('a text that a pattern would need too many steps for is taken to be like it', () => {
  expect(breachOf({ pattern: '^(a?){1000}a{1000}b$' }, 'a'.repeat(100_000))).toBeUndefined()
})
