import { arrayAt, type Json, type JsonObject } from '../../contracts/check/json.ts'
import type { ErrorKind } from '../../contracts/vocabulary.ts'
import { pathText, shown } from '../json-path.ts'
import { type Field, typesOf } from './fields.ts'
import { valueOutside } from './outside.ts'
import { changedAt, listOf, numberAt, rounded, stepOf, textOfLength } from './sample.ts'

/** The kinds of mistakes in a field, in the order in which they are tried. */
export type RuleKind =
  | 'missing'
  | 'outside'
  | 'too-high'
  | 'too-low'
  | 'too-long'
  | 'too-many'
  | 'wrong-type'
  | 'too-short'
  | 'too-few'
  | 'not-whole'
  | 'other-form'

/** One rule of a page, broken. */
export interface Mistake {
  readonly field: Field
  readonly rule: RuleKind
  readonly kind: ErrorKind
  /** In words: `without prompt`. */
  readonly how: string
  readonly spoil: (body: JsonObject) => JsonObject
}

/** Longer than any real list or text: a body of a megabyte is refused for its size. */
const LONGEST_LIST = 100
export const LONGEST_TEXT = 50_000

/** A value of a type that is not allowed. */
export const wrongTypeFor = (schema: JsonObject): Json => {
  const types = typesOf(schema)
  if (types.length === 0 || types.includes('string')) return { wrong: 'on purpose' }
  return types.includes('boolean') ? 'perhaps' : 'none'
}

/** Every mistake that is possible in a field by what its page states. Some may turn out to be allowed. */
export const mistakesIn = (
  root: JsonObject,
  field: Field,
  outside: (options: readonly Json[]) => Json = valueOutside,
): readonly Mistake[] => {
  const { path, schema, isRequired } = field
  const name = pathText(path, '').replace(/^\./, '')
  const change = (value: (old: Json | undefined) => Json | undefined) => (body: JsonObject) =>
    changedAt(body, root, path, value) as JsonObject
  const instead = (rule: RuleKind, kind: ErrorKind, value: Json, words?: string): Mistake => ({
    field,
    rule,
    kind,
    how: `whose ${name} ${words ?? `is ${shown(value)}`}`,
    spoil: change(() => value),
  })
  const items = (length: number): Json => listOf(schema, name, length)
  const limit = (key: string): number | undefined => numberAt(schema, key)
  const found: (Mistake | undefined)[] = [
    isRequired && typeof path.at(-1) === 'string'
      ? {
          field,
          rule: 'missing',
          kind: 'missing-field',
          how: `without ${name}`,
          spoil: change(() => undefined),
        }
      : undefined,
    instead('wrong-type', 'invalid-type', wrongTypeFor(schema)),
    when(optionsOf(schema), (options) => instead('outside', 'invalid-value', outside(options))),
    when(highest(schema), (value) => instead('too-high', 'invalid-value', value)),
    when(lowest(schema), (value) => instead('too-low', 'invalid-value', value)),
    when(upTo(limit('maxLength'), LONGEST_TEXT), (most) =>
      instead('too-long', 'too-long', textOfLength(schema, most + 1), `has ${most + 1} characters`),
    ),
    when(limit('minLength'), (least) =>
      least === 0
        ? undefined
        : instead(
            'too-short',
            least === 1 ? 'missing-field' : 'invalid-value',
            textOfLength(schema, least - 1),
            least === 1 ? 'is empty' : `has ${least - 1} characters`,
          ),
    ),
    when(upTo(limit('maxItems'), LONGEST_LIST), (most) =>
      instead('too-many', 'invalid-value', items(most + 1), `has ${most + 1} items`),
    ),
    when(upTo(limit('minItems'), LONGEST_LIST), (least) =>
      least === 0
        ? undefined
        : instead('too-few', 'invalid-value', items(least - 1), `has ${least - 1} items`),
    ),
  ]
  return found.filter((mistake) => mistake !== undefined)
}

/** Values that a provider may take for what was meant: half a number where whole ones are wanted, `5` for `"5"`. */
export const nearMistakesIn = (root: JsonObject, field: Field): readonly Mistake[] => {
  const { path, schema } = field
  const name = pathText(path, '').replace(/^\./, '')
  const options = optionsOf(schema) ?? []
  const [first] = options
  const instead = (rule: RuleKind, value: Json): Mistake => ({
    field,
    rule,
    kind: 'invalid-type',
    how: `whose ${name} is ${shown(value)}`,
    spoil: (body) => changedAt(body, root, path, () => value) as JsonObject,
  })
  const isWhole = typesOf(schema).includes('integer') && typeof (first ?? 0) === 'number'
  const number = Number(first)
  return [
    ...(isWhole ? [instead('not-whole', Number(first ?? numberAt(schema, 'minimum') ?? 1) + 0.5)] : []),
    ...(typeof first === 'string' && Number.isFinite(number) ? [instead('other-form', number)] : []),
    ...(typeof first === 'number' ? [instead('other-form', String(first))] : []),
  ]
}

const when = <T, R>(value: T | undefined, use: (value: T) => R): R | undefined =>
  value === undefined ? undefined : use(value)

const upTo = (value: number | undefined, most: number): number | undefined =>
  value !== undefined && value <= most ? value : undefined

const optionsOf = (schema: JsonObject): readonly Json[] | undefined => {
  const options = schema.const === undefined ? arrayAt(schema, 'enum') : [schema.const]
  return options.length === 0 ? undefined : options
}

/** The smallest number that is too high. */
const highest = (schema: JsonObject): number | undefined => {
  const below = numberAt(schema, 'exclusiveMaximum')
  if (below !== undefined) return below
  return when(numberAt(schema, 'maximum'), (most) => rounded(most + stepOf(schema, most)))
}

const lowest = (schema: JsonObject): number | undefined => {
  const above = numberAt(schema, 'exclusiveMinimum')
  if (above !== undefined) return above
  return when(numberAt(schema, 'minimum'), (least) => rounded(least - stepOf(schema, least)))
}
