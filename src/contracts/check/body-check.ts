import { fromJSONSchema, type z } from 'zod'
import { type Breach, missing, nearest, type Path, typeOf, wrong, wrongChoice, wrongType } from './breach.ts'
import { arrayAt, canonical, isObject, type Json, type JsonObject, objectAt } from './json.ts'
import { type SafePattern, safePattern } from './pattern.ts'

/**
 * Checks a body against what a page says of it. By hand, and not by zod as for the bundled pages: of what pages may say,
 * zod leaves out limits without a type, required fields that nothing describes, `not` and conditions, and it gives a
 * schema up altogether over one pattern that it cannot read.
 */
export const breachOf = (schema: Json, value: unknown, path: Path = []): Breach | undefined => {
  if (schema === false) return wrong(path, 'nothing here')
  if (!isObject(schema)) return undefined
  for (const rule of RULES) {
    const breach = rule(schema, value, path)
    if (breach !== undefined) return breach
  }
  return undefined
}

type Rule = (schema: JsonObject, value: unknown, path: Path) => Breach | undefined

const numberAt = (schema: JsonObject, keyword: string): number | undefined => {
  const limit = schema[keyword]
  return typeof limit === 'number' ? limit : undefined
}

const fits = (schema: Json | undefined, value: unknown): boolean =>
  schema === undefined || breachOf(schema, value) === undefined

const isOfType = (type: string, value: unknown): boolean =>
  type === 'integer' ? Number.isInteger(value) : type === typeOf(value)

const ofType: Rule = ({ type }, value, path) => {
  const types = [type].flat().filter((word) => typeof word === 'string')
  return types.length === 0 || types.some((word) => isOfType(word, value))
    ? undefined
    : wrongType(path, types, value)
}

const amongChoices: Rule = (schema, value, path) => {
  const choices = Object.hasOwn(schema, 'const') ? [schema.const ?? null] : arrayAt(schema, 'enum')
  const written = canonical(value as Json)
  const isThere = choices.some((choice) => choice === value || canonical(choice) === written)
  return choices.length === 0 || isThere ? undefined : wrongChoice(path, choices, value)
}

const patterns = new Map<string, SafePattern | undefined>()

/** A pattern that JavaScript reads and that ends; undefined for another, which is left unchecked. */
const patternOf = (source: string): SafePattern | undefined => {
  if (!patterns.has(source)) patterns.set(source, safePattern(source))
  return patterns.get(source)
}

/** Whether a text is like a pattern; one that is too long to tell is taken to be. */
const isLike = (text: string, source: string): boolean => {
  const pattern = patternOf(source)
  return pattern === undefined || text.length > pattern.longest || pattern.expression.test(text)
}

const formats = new Map<string, z.ZodType>()

const isOfFormat = (format: string, value: string): boolean => {
  const named = format === 'url' ? 'uri' : format
  const schema = formats.get(named) ?? fromJSONSchema({ type: 'string', format: named })
  formats.set(named, schema)
  return schema.safeParse(value).success
}

const asText: Rule = (schema, value, path) => {
  if (typeof value !== 'string') return undefined
  const { pattern, format } = schema
  const length = [...value].length
  const least = numberAt(schema, 'minLength') ?? 0
  const most = numberAt(schema, 'maxLength') ?? Number.POSITIVE_INFINITY
  // What may not be empty is what must be there: an empty prompt is a missing one.
  if (length === 0 && least > 0) return { path, kind: 'missing-field', says: 'is empty' }
  if (length < least) return wrong(path, `at least ${least} characters, received ${length}`)
  if (length > most) return wrong(path, `at most ${most} characters, received ${length}`, 'too-long')
  if (typeof pattern === 'string' && !isLike(value, pattern)) return wrong(path, `a text like ${pattern}`)
  if (typeof format === 'string' && !isOfFormat(format, value))
    return wrong(path, `a text of format ${format}`)
  return undefined
}

/** In the binary system 0.35 is no multiple of 0.05, but nearly. */
const isMultiple = (value: number, of: number): boolean => {
  const times = value / of
  return Math.abs(times - Math.round(times)) <= Math.abs(times) * Number.EPSILON * 4
}

const asNumber: Rule = (schema, value, path) => {
  if (typeof value !== 'number') return undefined
  const limits: readonly (readonly [string, string, (limit: number) => boolean])[] = [
    ['minimum', 'at least', (limit) => value >= limit],
    ['maximum', 'at most', (limit) => value <= limit],
    ['exclusiveMinimum', 'more than', (limit) => value > limit],
    ['exclusiveMaximum', 'less than', (limit) => value < limit],
    ['multipleOf', 'a multiple of', (limit) => limit <= 0 || isMultiple(value, limit)],
  ]
  const broken = limits.find(([keyword, , holds]) => {
    const limit = numberAt(schema, keyword)
    return limit !== undefined && !holds(limit)
  })
  return broken && wrong(path, `${broken[1]} ${schema[broken[0]]}, received ${value}`)
}

const first = (breaches: Iterable<Breach | undefined>): Breach | undefined => {
  for (const breach of breaches) if (breach !== undefined) return breach
  return undefined
}

const asList: Rule = (schema, value, path) => {
  if (!Array.isArray(value)) return undefined
  const least = numberAt(schema, 'minItems') ?? 0
  const most = numberAt(schema, 'maxItems') ?? Number.POSITIVE_INFINITY
  if (value.length < least) return wrong(path, `at least ${least} items, received ${value.length}`)
  if (value.length > most) return wrong(path, `at most ${most} items, received ${value.length}`)
  if (schema.uniqueItems === true && new Set(value.map(canonical)).size < value.length)
    return wrong(path, 'items that all differ')
  if (schema.contains !== undefined && !value.some((item) => fits(schema.contains, item)))
    return wrong(path, 'an item of a kind that is not there')
  const heads = arrayAt(schema, 'prefixItems')
  return first(
    value.map((item, index) => breachOf(heads[index] ?? schema.items ?? true, item, [...path, index])),
  )
}

const asObject: Rule = (schema, value, path) => {
  if (!isObject(value)) return undefined
  const properties = objectAt(schema, 'properties')
  const required = new Set(arrayAt(schema, 'required').map(String))
  const described = Object.keys(properties)
  const inOrder = [...described, ...[...required].filter((name) => !Object.hasOwn(properties, name))]
  return first([
    ...inOrder.map((name) => {
      if (Object.hasOwn(value, name)) return breachOf(properties[name] ?? true, value[name], [...path, name])
      return required.has(name) ? missing([...path, name]) : undefined
    }),
    ...Object.keys(value).map((name) => beside(schema, properties, name, value[name], [...path, name])),
    ...Object.entries(objectAt(schema, 'dependentRequired')).flatMap(([name, others]) =>
      Object.hasOwn(value, name) && Array.isArray(others)
        ? others.map((other) =>
            Object.hasOwn(value, String(other)) ? undefined : missing([...path, String(other)]),
          )
        : [],
    ),
    sized(schema, Object.keys(value).length, path),
  ])
}

/** A field that the schema does not describe by its name. */
const beside = (
  { patternProperties, propertyNames, additionalProperties }: JsonObject,
  properties: JsonObject,
  name: string,
  value: unknown,
  path: Path,
): Breach | undefined => {
  if (propertyNames !== undefined && !fits(propertyNames, name)) return wrong(path, 'another name')
  const like = Object.entries(objectAt(patternProperties)).filter(
    ([source]) => patternOf(source) !== undefined && isLike(name, source),
  )
  if (like.length > 0) return first(like.map(([, schema]) => breachOf(schema, value, path)))
  if (Object.hasOwn(properties, name) || additionalProperties === undefined) return undefined
  return breachOf(additionalProperties, value, path)
}

const sized = (schema: JsonObject, size: number, path: Path): Breach | undefined => {
  const least = numberAt(schema, 'minProperties') ?? 0
  const most = numberAt(schema, 'maxProperties') ?? Number.POSITIVE_INFINITY
  if (size < least) return wrong(path, `at least ${least} fields, received ${size}`)
  return size > most ? wrong(path, `at most ${most} fields, received ${size}`) : undefined
}

const fitsAll: Rule = ({ allOf }, value, path) =>
  first((Array.isArray(allOf) ? allOf : []).map((part) => breachOf(part, value, path)))

/** More are no choice that anybody describes, and would take long to try. */
const MOST_CHOICES = 300

const breachesOf = (choices: Json | undefined, value: unknown, path: Path) =>
  (Array.isArray(choices) && choices.length <= MOST_CHOICES ? choices : []).map((choice) => ({
    choice,
    breach: breachOf(choice, value, path),
  }))

const noneFits = (tried: ReturnType<typeof breachesOf>, value: unknown, path: Path): Breach | undefined => {
  const breaches = tried.flatMap(({ breach }) => breach ?? [])
  return breaches.length < tried.length ? undefined : nearest(breaches, path, value)
}

const fitsAny: Rule = ({ anyOf }, value, path) => noneFits(breachesOf(anyOf, value, path), value, path)

const demandsOf = (schema: Json): readonly string[] => arrayAt(schema, 'required').map(String)

/** Pages write `oneOf` where they mean `anyOf`; what they do mean by it is that this is to be given or that, not both. */
const fitsOne: Rule = ({ oneOf }, value, path) => {
  const tried = breachesOf(oneOf, value, path)
  const fitting = tried.flatMap(({ choice, breach }) => (breach === undefined ? [demandsOf(choice)] : []))
  for (const [index, demands] of fitting.entries())
    for (const others of fitting.slice(0, Math.min(index, 50))) {
      const own = demands.find((name) => !others.includes(name))
      const other = others.find((name) => !demands.includes(name))
      if (own !== undefined && other !== undefined)
        return wrong([...path, own], `either ${own} or ${other}, not both`)
    }
  return noneFits(tried, value, path)
}

const fitsNot: Rule = ({ not }, value, path) =>
  not === undefined || !fits(not, value)
    ? undefined
    : wrong([...path, ...demandsOf(not).slice(0, 1)], 'something that its page does not rule out')

const onCondition: Rule = (schema, value, path) => {
  if (schema.if === undefined) return undefined
  return breachOf((fits(schema.if, value) ? schema.then : schema.else) ?? true, value, path)
}

const RULES: readonly Rule[] = [
  ofType,
  amongChoices,
  asText,
  asNumber,
  asList,
  asObject,
  fitsAll,
  fitsAny,
  fitsOne,
  fitsNot,
  onCondition,
]
