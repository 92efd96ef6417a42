import { arrayAt, at, type Json, type JsonObject } from '../../contracts/check/json.ts'
import type { OutputType } from '../../pages/imported-page.ts'
import { wordsOfName } from './words-of-name.ts'

/** A page may state no maximum, and a link is found among all of its task's. */
export const MOST_RESULTS = 100

const COUNTS = new Set(['n', 'num', 'number', 'max', 'count', 'total', 'no', 'quantity'])
const ANY_RESULT = ['output', 'result', 'sample', 'generation', 'variation', 'variant', 'batch']

const RESULTS: Readonly<Record<OutputType, readonly string[]>> = {
  video: ['video', 'clip'],
  image: ['image', 'picture', 'photo'],
  audio: ['audio', 'song', 'track'],
  text: ['text'],
}

/**
 * Whether a field's name says that it is the number of results: `n`, `num_images`, `maxImages`, `image_count`,
 * `batch_size`.
 */
const countsResults = (name: string, output: OutputType): boolean => {
  const words = wordsOfName(name).filter((word) => word !== 'of')
  if (words.length === 1) return words[0] === 'n'
  const [first = '', last = ''] = words
  if (words.length !== 2) return false
  const isResult = (word: string): boolean =>
    [...ANY_RESULT, ...RESULTS[output]].includes(word.replace(/s$/, ''))
  if (first === 'batch') return last === 'size' || COUNTS.has(last)
  return (COUNTS.has(first) && isResult(last)) || (isResult(first) && COUNTS.has(last))
}

const numberIn = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof number === 'number' ? number : undefined
}

/** Numbers, or a choice of numeric texts: Kie writes `"1"` as well as `1`. */
const isNumeric = (schema: Json): boolean => {
  const type = at(schema, 'type')
  if ([type].flat().some((word) => word === 'integer' || word === 'number')) return true
  const choices = arrayAt(schema, 'enum')
  return choices.length > 0 && choices.every((choice) => numberIn(choice) !== undefined)
}

/** How many results a request asks for, by the field that its page describes for that. */
export const askedCount = (
  output: OutputType,
  described: JsonObject,
  given: Readonly<Record<string, unknown>>,
): number => {
  const names = Object.keys(described).filter(
    (name) => countsResults(name, output) && isNumeric(described[name] ?? null),
  )
  const count = names.map((name) => numberIn(given[name])).find((number) => number !== undefined) ?? 1
  return Math.max(1, Math.floor(count))
}
