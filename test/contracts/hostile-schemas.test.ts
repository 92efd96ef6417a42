import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { breachOf } from '../../src/contracts/check/body-check.ts'
import type { Json, JsonObject } from '../../src/contracts/check/json.ts'

const parsed = (text: string): JsonObject => JSON.parse(text) as JsonObject

const nested = (depth: number): Json => {
  let schema: Json = { type: 'string' }
  for (let count = 0; count < depth; count += 1) schema = { properties: { a: schema } }
  return schema
}

/** Two to the power of 40 schemas, in a few objects. */
const doubled = (): Json => {
  let schema: Json = { type: 'object' }
  for (let count = 0; count < 40; count += 1) schema = { allOf: [schema, schema] }
  return schema
}

const many = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index)

test.each<[string, Json]>([
  ['references to themselves', { $ref: '#', $defs: { a: { $ref: '#/$defs/a' } }, allOf: [{ $ref: '#' }] }],
  ['references to nowhere', { properties: { a: { $ref: 'https://example.org/schema' } } }],
  ['10,000 alternatives', { anyOf: many(10_000).map((index) => ({ const: index })) }],
  ['deep nesting', nested(2_000)],
  ['endless repetition', doubled()],
  [
    '10,000 fields',
    { properties: Object.fromEntries(many(10_000).map((index) => [`f${index}`, { maxLength: 3 }])) },
  ],
  ['an asynchronous schema', { $async: true, properties: { a: { type: 'string' } } }],
  [
    'keywords of the wrong shape',
    parsed(
      '{"type":"text","enum":[],"required":"a","minimum":"3","properties":[1],"oneOf":{},"items":[{}],"pattern":7,"if":3,"not":null,"dependentRequired":{"a":"b"},"discriminator":{"propertyName":"a"},"nullable":true,"format":"constructor"}',
    ),
  ],
])('a schema with %s is checked as far as it goes', (_what, schema) => {
  expect(breachOf(schema, { a: 'x' })).toBeUndefined()
})

test('fields named as objects are built are fields like others', () => {
  const schema = parsed(
    '{"required":["constructor","__proto__"],"properties":{"toString":{"type":"string"},"__proto__":{"type":"string"}}}',
  )
  expect(breachOf(schema, parsed('{"__proto__":"x"}'))?.path).toEqual(['constructor'])
  expect(breachOf(schema, parsed('{"constructor":1}'))?.path).toEqual(['__proto__'])
  expect(breachOf(schema, parsed('{"constructor":1,"__proto__":"x","toString":1}'))?.path).toEqual([
    'toString',
  ])
  expect(Object.hasOwn(Object.prototype, 'type')).toBe(false)
})

test('what must not fit is left out where only half of it can be read', () => {
  expect(
    breachOf({ not: { required: ['a'], patternProperties: { '(?=x)': false } } }, { a: 1 }),
  ).toBeDefined()
  expect(breachOf({ not: { properties: { a: { pattern: '(?=x)' } } } }, { a: 'x' })).toBeUndefined()
  const conditional = { if: { properties: { a: { pattern: '(?=x)' } } }, else: false }
  expect(breachOf(conditional, { a: 'x' })).toBeUndefined()
})

test('two schemas of one $id stay two', () => {
  const one = { $id: 'https://example.org/same', properties: { a: { type: 'string' } } }
  const other = { $id: 'https://example.org/same', properties: { a: { type: 'integer' } } }
  expect(breachOf(one, { a: 'x' })).toBeUndefined()
  expect(breachOf(other, { a: 'x' })).toMatchObject({ path: ['a'] })
  expect(breachOf({ $ref: 'https://example.org/same' }, { a: 'x' })).toBeUndefined()
})

test('a name never becomes code', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it must not become one.
  const name = '"];globalThis.hacked=1;//`${globalThis.hacked=1}\n\u2028'
  const schema = { required: [name], properties: { [name]: { const: name, pattern: '^"' } } }
  expect(breachOf(schema, {})?.path).toEqual([name])
  expect(breachOf(schema, { [name]: name })).toBeUndefined()
  expect(Reflect.get(globalThis, 'hacked')).toBeUndefined()
})

test('a body with 300,000 wrong items is refused over its first', () => {
  const schema = { items: { type: 'string' }, uniqueItems: true }
  expect(breachOf(schema, many(300_000))).toMatchObject({ path: [0], kind: 'invalid-type' })
  expect(
    breachOf({ uniqueItems: true }, [...many(100_000).map((index) => ({ index })), { index: 7 }]),
  ).toMatchObject({
    says: expect.stringContaining('all differ'),
  })
})

test('what was compiled goes when its schema goes', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const references = many(20).map((index) => {
    const schema = { properties: { a: { enum: [`only ${index}`], pattern: '^only' } } }
    breachOf(schema, { a: 'x' })
    return new WeakRef(schema)
  })
  await new Promise((resolve) => setImmediate(resolve))
  collect()
  expect(references.filter((reference) => reference.deref() !== undefined).length).toBeLessThan(3)
})
