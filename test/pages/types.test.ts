import { expect, test } from 'vitest'
import { importPage } from '../../src/pages/import-page.ts'
import { requestTypes } from '../../src/pages/types/request-types.ts'

/** What the written types say, word for word; types-compile.test.ts shows that the client takes them. */

/** A page on one model of Kie with these input fields. */
const pageWith = (fields: object, model: object = { const: 'a/b' }) => {
  const input = { type: 'object', properties: fields }
  const schema = { type: 'object', required: ['model', 'input'], properties: { model, input } }
  const post = { requestBody: { content: { 'application/json': { schema } } } }
  return importPage(
    'p.json',
    JSON.stringify({ openapi: '3.1.0', paths: { '/api/v1/jobs/createTask': { post } } }),
  )
}

/** The lines about the input's fields, without the indent. */
const fieldLines = (fields: object): readonly string[] => {
  const [, body = ''] = / {2}input: \{\n([\s\S]*?)\n {2}\}\n/.exec(requestTypes(pageWith(fields))) ?? []
  return body.split('\n').map((line) => line.slice(4))
}

test('a page becomes a type, and a row for it in the client’s interface', () => {
  const [, ...lines] = requestTypes(pageWith({ prompt: { type: 'string', minLength: 2 } })).split('\n')
  expect(lines.map((line) => line.replace(/#[0-9a-f]{12}/, '#mark'))).toEqual([
    ...['', '/**', ' * p.json', ' *', ' * kie, POST /api/v1/jobs/createTask: a/b', ' */'],
    ...['export type ABRequest = {', '  model: "a/b"', '  input: {'],
    ...['    /** @minLength 2 */', '    prompt?: string', '  }', '}', ''],
    ...["declare module 'stuntdouble/client' {", '  interface KieRequests {'],
    '    "a/b #mark": { path: "/api/v1/jobs/createTask"; request: ABRequest }',
    ...['  }', '}', ''],
  ])
})

test('limits, default, example and deprecation are in the doc comment', () => {
  const seed = {
    ...{ type: 'integer', description: 'Repeats it.\n\n@since never', minimum: 0, maximum: 9, multipleOf: 3 },
    ...{ default: 3, example: 6, deprecated: true },
  }
  expect(fieldLines({ seed })).toEqual([
    ...['/**', ' * Repeats it.', ' *', ' * \\@since never', ' *'],
    ...[' * @minimum 0', ' * @maximum 9', ' * @multipleOf 3', ' * @default 3', ' * @example 6'],
    ...[' * @deprecated', ' */', 'seed?: number'],
  ])
})

test('a list states its own limits and of those of its items', () => {
  const links = { type: 'array', maxItems: 3, items: { type: 'string', format: 'uri', maxLength: 99 } }
  expect(fieldLines({ links })).toEqual([
    ...['/**', ' * Each item: format uri, maxLength 99.', ' *', ' * @maxItems 3', ' */', 'links?: string[]'],
  ])
})

test('nothing in a page’s words ends a comment early', () => {
  expect(fieldLines({ a: { type: 'string', description: '*/ } x', pattern: '^a*/$' } })).toEqual([
    ...['/**', ' * *\\/ } x', ' *', ' * @pattern "^a*\\/$"', ' */', 'a?: string'],
  ])
})

test.each([
  [{ type: 'string', nullable: true }, 'string | null'],
  [{ type: ['integer', 'null'] }, 'number | null'],
  [{ type: 'string', enum: ['a', 'b'], nullable: true }, '"a" | "b" | null'],
  [{ oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] }, 'string | string[]'],
  [{ type: 'array', items: { type: ['string', 'number'] } }, '(string | number)[]'],
  [{ type: 'number', anyOf: [{ minimum: 1 }, { multipleOf: 2 }] }, 'number'],
  [{ type: 'object', additionalProperties: { type: 'number' } }, 'Record<string, number>'],
  [{ type: 'object', additionalProperties: false }, 'Record<string, never>'],
  [{ type: 'object' }, 'Record<string, unknown>'],
  [{ const: { on: true, sizes: [1, 2] } }, '{ on: true; sizes: [1, 2] }'],
  [{}, 'unknown'],
])('%j is %s', (schema, type) => {
  expect(fieldLines({ field: schema }).at(-1)).toBe(`field?: ${type}`)
})

test('a name that TypeScript does not take is quoted', () => {
  expect(fieldLines({ 'a.b': { type: 'string' }, $c: { type: 'string' }, ключ: { type: 'string' } })).toEqual(
    [...['"a.b"?: string', '$c?: string', '"ключ"?: string']],
  )
})

test.each([
  ['3d/maker', 'Model3dMakerRequest'],
  ['модель', 'ModelRequest'],
  ['a.b/c-d', 'ABCDRequest'],
])('the type of %s is called %s', (model, name) => {
  expect(requestTypes(pageWith({}, { const: model }))).toContain(`export type ${name} = {`)
})

test('pages whose models sound alike have types of their own, and a page that comes twice has one row', () => {
  const [one, other] = [pageWith({}, { const: 'a/b' }), pageWith({}, { const: 'a-b' })]
  const types = requestTypes([...one, ...other, ...one])
  expect(types.match(/^export type \w+/gm)).toEqual([
    ...['export type ABRequest', 'export type ABRequest2', 'export type ABRequest3'],
  ])
  expect(types.match(/^ {4}"a.b #/gm)).toEqual(['    "a/b #', '    "a-b #'])
})

test('two pages that say different things of one model have different rows, whatever file they are in', () => {
  const rowOf = (fields: object): string | undefined =>
    /"a\/b #\w+"/.exec(requestTypes(pageWith(fields)))?.[0]
  expect(rowOf({ x: { type: 'string' } })).toBe(rowOf({ x: { type: 'string' } }))
  expect(rowOf({ x: { type: 'string' } })).not.toBe(rowOf({ x: { type: 'number' } }))
})
