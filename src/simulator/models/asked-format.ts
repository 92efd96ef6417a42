import { isObject } from '../../contracts/check/json.ts'
import type { OutputType } from '../../pages/imported-page.ts'
import { type ChosenFormat, formatFor, USUAL_FORMAT } from '../results/formats.ts'
import { wordsOfName } from './words-of-name.ts'

type Fields = Readonly<Record<string, unknown>>

const NAMES_A_FORMAT = new Set([
  'format',
  'extension',
  'ext',
  'encoding',
  'container',
  'filetype',
  'mimetype',
])
const TYPE_OF = new Set(['mime', 'file', 'output', 'media', 'content'])
/** Inputs have formats too. */
const SENT_IN = new Set(['input', 'source', 'src', 'reference', 'ref', 'upload', 'mask', 'prompt'])

const WORDS_FOR: Readonly<Record<OutputType, readonly string[]>> = {
  video: ['video'],
  image: ['image', 'picture'],
  audio: ['audio', 'voice', 'speech', 'music', 'sound'],
  text: ['text', 'transcript'],
}

const namesFormat = (words: readonly string[]): boolean => {
  const last = words.at(-1) ?? ''
  if (words.some((word) => SENT_IN.has(word))) return false
  return NAMES_A_FORMAT.has(last) || (last === 'type' && TYPE_OF.has(words.at(-2) ?? ''))
}

/** How surely a field is about the result: its name mentions what is made, an output, or only a format. */
const surenessOf = (words: readonly string[], output: OutputType): number => {
  if (words.some((word) => WORDS_FOR[output].includes(word))) return 2
  return words.includes('output') ? 1 : 0
}

interface FormatField {
  readonly words: readonly string[]
  readonly value: unknown
}

/** Every field that names a format: at the top, or one level in (`audio_setting.format`). */
const formatFields = (fields: Fields, above: readonly string[] = []): readonly FormatField[] =>
  Object.entries(fields).flatMap(([name, value]) => {
    const words = [...above, ...wordsOfName(name)]
    if (isObject(value)) return above.length === 0 ? formatFields(value, words) : []
    return namesFormat(words) ? [{ words, value }] : []
  })

const surestFirst = (output: OutputType, fields: Fields): readonly FormatField[] =>
  formatFields(fields).toSorted((a, b) => surenessOf(b.words, output) - surenessOf(a.words, output))

const read = (output: OutputType, value: unknown): readonly ChosenFormat[] => {
  const format = typeof value === 'string' ? formatFor(output, value) : undefined
  return format === undefined ? [] : [format]
}

/** The format that fields name for a result of this type, however they spell it; undefined if they name none. */
export const askedFormat = (output: OutputType, fields: Fields): ChosenFormat | undefined =>
  surestFirst(output, fields).flatMap(({ value }) => read(output, value))[0]

/**
 * The likeliest of the formats that a page offers.
 * @param offered what each field can be, by its name
 */
export const offeredFormat = (output: OutputType, offered: Fields): ChosenFormat | undefined => {
  for (const { value } of surestFirst(output, offered)) {
    const choices = Array.isArray(value) ? value.flatMap((each) => read(output, each)) : []
    const exact = choices.filter(({ instead }) => instead === undefined)
    const usual = exact.find(({ format }) => format === USUAL_FORMAT[output])
    if (choices.length > 0) return usual ?? exact[0] ?? choices[0]
  }
  return undefined
}
