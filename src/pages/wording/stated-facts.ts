import type { JsonObject } from '../../contracts/check/json.ts'
import type { Facts } from './facts.ts'
import type { FactName } from './labels.ts'
import { countIn, countsIn, type Limits, limitsIn, numberIn } from './numbers.ts'
import { truthIn } from './written-values.ts'

/** Adds to a schema the limits that a parameter's facts state. Those of a list's values are its items'. */
export const addLimits = (schema: JsonObject, items: JsonObject | undefined, facts: Facts): void => {
  const isList = schema.type === 'array'
  const isNumber = (target: JsonObject): boolean => target.type === 'number' || target.type === 'integer'
  const set = (target: JsonObject, key: string, value: number | undefined): void => {
    if (value !== undefined && target[key] === undefined) target[key] = value
  }
  const textOf = (fact: FactName): string | undefined => facts.get(fact)?.text
  const isOfCharacters = (fact: FactName): boolean => /char/i.test(textOf(fact) ?? '')
  const valued = isList && items && isNumber(items) ? items : isList ? undefined : schema
  for (const bound of ['min', 'max'] as const) {
    const [length, value, count] = [`${bound}Length`, `${bound}imum`, `${bound}Items`] as const
    addLength(schema, items, { key: length, text: textOf(length), isOfCharacters: isOfCharacters(length) })
    if (schema.type === 'string' && isOfCharacters(value)) set(schema, length, countIn(textOf(value)))
    else if (valued) set(valued, value, numberIn(textOf(value)))
    else set(schema, count, numberIn(textOf(value)))
    if (isList) set(schema, count, numberIn(textOf(count)))
  }
  for (const key of ['exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'] as const)
    set(valued ?? schema, key, numberIn(textOf(key)))
  const range = textOf('range')
  if (range !== undefined) {
    const limits: Limits = schema.type === 'string' && !/char/i.test(range) ? {} : limitsIn(range)
    // Not lost, where nobody could tell what it means.
    if (Object.keys(limits).length === 0 && /\d/.test(range))
      schema['x-stated-limits'] = [`Range: ${range.slice(0, 200)}`]
    const isLength = schema.type === 'string' && /char/i.test(range)
    const ends = isLength ? 'Length' : valued ? undefined : 'Items'
    for (const [key, value] of Object.entries(limits))
      if (ends === undefined) set(valued ?? schema, key, value)
      else if (key === 'minimum' || key === 'maximum') set(schema, `${key.slice(0, 3)}${ends}`, value)
  }
  stepFromZero(valued ?? schema)
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
  const stated = textOf('stated')
  if (stated !== undefined) schema['x-stated-limits'] = stated.split('\n').map((line) => line.slice(0, 300))
  if (truthIn(textOf('uniqueItems') ?? '') === true) schema.uniqueItems = true
}

/** A step counts from the minimum, `multipleOf` from nought: 17, 21, 25 are not multiples of 4. */
const stepFromZero = (schema: JsonObject): void => {
  const { minimum, multipleOf } = schema
  if (typeof minimum !== 'number' || typeof multipleOf !== 'number' || multipleOf === 0) return
  const times = minimum / multipleOf
  if (Math.abs(times - Math.round(times)) < 1e-9) return
  delete schema.multipleOf
  schema['x-stated-limits'] = [`In steps of ${multipleOf} from ${minimum}`]
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
    schema['x-stated-limits'] = [`${/min/.test(key) ? 'Minimum' : 'Maximum'} length: ${text.slice(0, 200)}`]
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
