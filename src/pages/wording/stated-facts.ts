import { arrayAt, type JsonObject } from '../../contracts/check/json.ts'
import type { Facts } from './facts.ts'
import type { FactName } from './labels.ts'
import { countIn, countsIn, type Limits, limitsIn, numberIn } from './numbers.ts'
import { truthIn } from './written-values.ts'

/** What the facts of one parameter are written into. */
interface Target {
  readonly schema: JsonObject
  readonly items: JsonObject | undefined
  readonly isList: boolean
  /** The schema of its numbers: its own or that of a list's entries; undefined for a list of anything else. */
  readonly valued: JsonObject | undefined
  readonly textOf: (fact: FactName) => string | undefined
}

const set = (schema: JsonObject, key: string, value: number | undefined): void => {
  if (value !== undefined && schema[key] === undefined) schema[key] = value
}

/** What a page states and no keyword of a schema is for. */
const annotate = (schema: JsonObject, ...lines: readonly string[]): void => {
  schema['x-stated-limits'] = [...arrayAt(schema, 'x-stated-limits'), ...lines]
}

const isOfCharacters = (text: string | undefined): boolean => /char/i.test(text ?? '')

const isNumber = ({ type }: JsonObject): boolean => type === 'number' || type === 'integer'

/** Adds to a schema the limits that a parameter's facts state. Those of a list's values are its items'. */
export const addLimits = (schema: JsonObject, items: JsonObject | undefined, facts: Facts): void => {
  const isList = schema.type === 'array'
  const valued = isList && items && isNumber(items) ? items : isList ? undefined : schema
  const target: Target = { schema, items, isList, valued, textOf: (fact) => facts.get(fact)?.text }
  const { textOf } = target
  addBounds(target)
  addRange(target)
  stepFromZero(valued ?? schema)
  addCounts(target)
  const stated = textOf('stated')
  if (stated !== undefined) annotate(schema, ...stated.split('\n').map((line) => line.slice(0, 300)))
  if (truthIn(textOf('uniqueItems') ?? '') === true) schema.uniqueItems = true
}

/** What is labelled as a minimum or a maximum, a least or a greatest length, a step. */
const addBounds = ({ schema, items, isList, valued, textOf }: Target): void => {
  for (const bound of ['min', 'max'] as const) {
    const [length, value, count] = [`${bound}Length`, `${bound}imum`, `${bound}Items`] as const
    const lengthText = textOf(length)
    addLength(schema, items, { key: length, text: lengthText, isOfCharacters: isOfCharacters(lengthText) })
    if (schema.type === 'string' && isOfCharacters(textOf(value))) set(schema, length, countIn(textOf(value)))
    else if (valued) set(valued, value, numberIn(textOf(value)))
    else set(schema, count, numberIn(textOf(value)))
    if (isList) set(schema, count, numberIn(textOf(count)))
  }
  for (const key of ['exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'] as const)
    set(valued ?? schema, key, numberIn(textOf(key)))
}

/** A range is one of values, of characters or of entries. */
const addRange = ({ schema, valued, textOf }: Target): void => {
  const range = textOf('range')
  if (range === undefined) return
  const isLength = schema.type === 'string' && isOfCharacters(range)
  const limits: Limits = schema.type === 'string' && !isLength ? {} : limitsIn(range)
  // Not lost, where nobody could tell what it means.
  if (Object.keys(limits).length === 0 && /\d/.test(range)) annotate(schema, `Range: ${range.slice(0, 200)}`)
  const ends = isLength ? 'Length' : valued ? undefined : 'Items'
  for (const [key, value] of Object.entries(limits))
    if (ends === undefined) set(valued ?? schema, key, value)
    else if (key === 'minimum' || key === 'maximum') set(schema, `${key.slice(0, 3)}${ends}`, value)
}

/** A length or a count in words: `2 to 4`, `at most 500`. */
const addCounts = ({ schema, textOf }: Target): void => {
  for (const [fact, kind] of [
    ['length', 'Length'],
    ['count', 'Items'],
  ] as const) {
    const text = textOf(fact)
    if (text === undefined) continue
    const counts = countsIn(text)
    if (counts) {
      set(schema, `min${kind}`, counts[0])
      set(schema, `max${kind}`, counts[1])
    } else if (/min|at least|≥|>=/i.test(text)) set(schema, `min${kind}`, countIn(text))
    else if (/max|up to|at most|≤|<=|limit/i.test(text)) set(schema, `max${kind}`, countIn(text))
  }
}

/** A step counts from the minimum, `multipleOf` from nought: 17, 21, 25 are not multiples of 4. */
const stepFromZero = (schema: JsonObject): void => {
  const { minimum, multipleOf } = schema
  if (typeof minimum !== 'number' || typeof multipleOf !== 'number' || multipleOf === 0) return
  const times = minimum / multipleOf
  if (Math.abs(times - Math.round(times)) < 1e-9) return
  delete schema.multipleOf
  annotate(schema, `In steps of ${multipleOf} from ${minimum}`)
}

/** A length is one of characters, or the number of a list's entries; words and tokens are neither. */
const addLength = (
  schema: JsonObject,
  items: JsonObject | undefined,
  {
    key,
    text,
    isOfCharacters,
  }: { readonly key: string; readonly text: string | undefined; readonly isOfCharacters: boolean },
): void => {
  if (text === undefined) return
  if (/\b(?:words?|tokens?|bytes?)\b/i.test(text)) {
    annotate(schema, `${/min/.test(key) ? 'Minimum' : 'Maximum'} length: ${text.slice(0, 200)}`)
    return
  }
  const isOfEntries =
    schema.type === 'array' && items !== undefined && !(items.type === 'string' && isOfCharacters)
  const target = isOfEntries || schema.type !== 'array' || items === undefined ? schema : items
  const kind = isOfEntries ? 'Items' : 'Length'
  const counts = countsIn(text)
  const found = counts
    ? { [`min${kind}`]: counts[0], [`max${kind}`]: counts[1] }
    : { [`${key.slice(0, 3)}${kind}`]: countIn(text) }
  for (const [name, value] of Object.entries(found))
    if (value !== undefined && target[name] === undefined) target[name] = value
}
