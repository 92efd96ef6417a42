import { type BodyPath, type Breach, missing, nearest, wrong, wrongChoice, wrongType } from './breach.ts'
import { arrayAt, at, isObject, type Json } from './json.ts'
import { inPageOrder, isInside, type Located } from './page-order.ts'

type Tell = (located: Located, inner: readonly Located[]) => readonly Breach[]

const limit =
  (words: string, unit = ''): Tell =>
  ({ path, error, value }) => [
    wrong(path, `${words} ${error.params.limit}${unit}, received ${sizeOf(value)}`),
  ]

const sizeOf = (value: unknown): unknown => {
  if (typeof value === 'string') return [...value].length
  if (Array.isArray(value)) return value.length
  return isObject(value) ? Object.keys(value).length : value
}

const fieldOf = (path: BodyPath, name: unknown): BodyPath => [...path, String(name)]

const absent: Tell = ({ path, error }) => [missing(fieldOf(path, error.params.missingProperty))]

const choice: Tell = ({ path, schema, value, error }) => [
  wrongChoice(
    path,
    error.keyword === 'const' ? [at(schema, 'const') ?? null] : arrayAt(schema, 'enum'),
    value,
  ),
]

const demandsOf = (schema: Json | undefined): readonly string[] => arrayAt(schema, 'required').map(String)

const union: Tell = ({ path, value, schema, error, place }, inner) => {
  const { clash } = error.params
  if (Array.isArray(clash))
    return [wrong(fieldOf(path, clash[0]), `either ${clash[0]} or ${clash[1]}, not both`)]
  const schemas = arrayAt(schema, error.keyword)
  const alternatives = schemas.map((alternative, index) => ({
    schema: alternative,
    problems: [...breachesIn(inner.filter((each) => each.place[place.length] === index))],
  }))
  return nearest({ alternatives, path, value })
}

/** Ajv's keywords in our words: one row each. The kind is `invalid-value` unless a row names another. */
const TELL: Readonly<Record<string, Tell>> = {
  'false schema': ({ path }) => [wrong(path, 'nothing here')],
  type: ({ path, error, value }) => [wrongType(path, [error.params.type].flat().map(String), value)],
  const: choice,
  enum: choice,
  // A field that must not be empty is a required one: an empty prompt counts as missing.
  minLength: (located, inner) =>
    located.value === ''
      ? [{ path: located.path, kind: 'missing-field', says: 'is empty' }]
      : limit('at least', ' characters')(located, inner),
  maxLength: (located, inner) =>
    limit('at most', ' characters')(located, inner).map((breach) => ({ ...breach, kind: 'too-long' })),
  pattern: ({ path, error }) => [wrong(path, `a text like ${error.params.pattern}`)],
  format: ({ path, error }) => [wrong(path, `a text of format ${error.params.format}`)],
  minimum: limit('at least'),
  maximum: limit('at most'),
  exclusiveMinimum: limit('more than'),
  exclusiveMaximum: limit('less than'),
  multipleOf: ({ path, schema, value }) => [
    wrong(path, `a multiple of ${at(schema, 'multipleOf')}, received ${value}`),
  ],
  minItems: limit('at least', ' items'),
  maxItems: limit('at most', ' items'),
  uniqueItems: ({ path }) => [wrong(path, 'items that all differ')],
  contains: ({ path }) => [wrong(path, 'an item of a kind that is missing')],
  items: ({ path, error }) => [wrong([...path, Number(error.params.limit)], 'nothing here')],
  required: absent,
  dependentRequired: absent,
  propertyNames: ({ path, error }) => [wrong(fieldOf(path, error.params.propertyName), 'another name')],
  additionalProperties: ({ path, error }) => [
    wrong(fieldOf(path, error.params.additionalProperty), 'nothing here'),
  ],
  minProperties: limit('at least', ' fields'),
  maxProperties: limit('at most', ' fields'),
  anyOf: union,
  oneOf: union,
  not: ({ path, schema }) => [
    wrong(
      [...path, ...demandsOf(at(schema, 'not')).slice(0, 1)],
      'something that its page does not rule out',
    ),
  ],
  // What is wrong is reported by `then` or `else`.
  if: () => [],
}

/** Keywords under which Ajv lists every alternative it tried. */
const TRYING = new Set(['anyOf', 'oneOf', 'contains', 'propertyNames', 'not'])

/** The first thing that is wrong with a body, in the order of the page. */
export const firstBreachOf = (errors: readonly Located[]): Breach | undefined =>
  breachesIn(errors.toSorted(inPageOrder)).next().value

/** One after the other, for mostly only the first is wanted. */
function* breachesIn(sorted: readonly Located[]): Generator<Breach, undefined> {
  for (let index = 0; index < sorted.length; ) {
    const located = sorted[index]
    if (located === undefined) break
    let end = index + 1
    while (TRYING.has(located.error.keyword) && isInsideAt(sorted, end, located)) end += 1
    const tell = TELL[located.error.keyword]
    yield* tell?.(located, sorted.slice(index + 1, end)) ?? [unknownTo(located)]
    index = end
  }
  return undefined
}

const isInsideAt = (sorted: readonly Located[], index: number, outer: Located): boolean => {
  const located = sorted[index]
  return located !== undefined && isInside(located, outer)
}

const unknownTo = ({ path, error }: Located): Breach => wrong(path, `a value that passes ${error.keyword}`)
