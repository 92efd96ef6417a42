import { JSONRepairError, jsonrepair } from 'jsonrepair'
import { isObject, isTooDeep, type Json, type JsonObject } from '../../contracts/check/json.ts'
import { LOOKS_LIKE_DOCUMENT } from './document-blocks.ts'
import type { Section } from './outline.ts'

/** Called with an example that had to be repaired or could not be read, and the line where it stands. */
export type OddBody = (line: number, message: string) => void

/** Every JSON object with a `model` in the code blocks of a page: whole, in curl's `-d '…'`, or in a program. */
export const bodiesIn = (outline: readonly Section[], odd: OddBody): readonly JsonObject[] =>
  outline.flatMap((section) =>
    section.fences.flatMap((fence) =>
      LOOKS_LIKE_DOCUMENT.test(fence.text) ? [] : bodiesInText(fence.text, fence.line, odd),
    ),
  )

const MOST_OBJECTS = 40

export const bodiesInText = (text: string, line: number, odd: OddBody): readonly JsonObject[] => {
  const found: JsonObject[] = []
  let from = 0
  for (let count = 0; count < MOST_OBJECTS; count += 1) {
    const start = text.indexOf('{', from)
    if (start === -1) break
    const end = endOfObject(text, start)
    const written = text.slice(start, end)
    from = end
    if (!namesModel.test(written)) continue
    // `{ ...parameters... }` and `{ ... }` are to be filled in: nothing to send.
    if (isTemplate(written)) continue
    const read = bodyIn(written)
    if (read === undefined) {
      const inner = written.indexOf('{', 1)
      if (inner !== -1 && namesModel.test(written.slice(inner))) from = start + inner
      else if (/"model"/.test(written))
        odd(lineAt(text, start, line), 'the example is not valid JSON; left out')
      continue
    }
    if (typeof read.body.model !== 'string') continue
    if (read.slip !== undefined)
      odd(
        lineAt(text, start, line),
        `the example is not valid JSON (${read.slip}); read without what is wrong`,
      )
    found.push(read.body)
  }
  return found
}

const isTemplate = (text: string): boolean =>
  /[{,]\s*(?:\.\.\.|…)\s*\w[\w ]*(?:\.\.\.|…)|\{\s*(?:\.\.\.|…)\s*\}/.test(text)

const namesModel = /["']?model["']?\s*:/

const lineAt = (text: string, index: number, first: number): number =>
  first + text.slice(0, index).split('\n').length - 1

/** Every JSON object of a text that is valid as it stands, whatever it holds. */
export const objectsIn = (text: string): readonly JsonObject[] => {
  const found: JsonObject[] = []
  let start = text.indexOf('{')
  for (let count = 0; start !== -1 && count < MOST_OBJECTS; count += 1) {
    const end = endOfObject(text, start)
    const value = parsed(text.slice(start, end))
    if (value !== undefined) found.push(value)
    start = text.indexOf('{', end)
  }
  return found
}

/** The index behind the brace that closes the one at `start`; braces in texts do not count. */
const endOfObject = (text: string, start: number): number => {
  let depth = 0
  let isInText = false
  for (let index = start; index < text.length; index += 1) {
    const character = text[index]
    if (isInText && character === '\\') index += 1
    else if (character === '"') isInText = !isInText
    else if (!isInText && character === '{') depth += 1
    else if (!isInText && character === '}') {
      depth -= 1
      if (depth === 0) return index + 1
    }
  }
  return text.length
}

const parsed = (
  text: string,
  revive?: (key: string, value: Json) => Json | undefined,
): JsonObject | undefined => {
  try {
    const value = JSON.parse(text, revive) as Json
    return isObject(value) && !isTooDeep(value) ? value : undefined
  } catch {
    return undefined
  }
}

interface ReadBody {
  readonly body: JsonObject
  /** What is wrong with it, where it is not JSON and no program's own way of writing an object either. */
  readonly slip?: string | undefined
}

const bodyIn = (text: string): ReadBody | undefined => {
  const value = parsed(text)
  if (value !== undefined) return { body: value }
  const body = parsed(repaired(text), withoutUnset)
  return body && { body, slip: /"model"\s*:/.test(text) ? slipIn(text) : undefined }
}

const longestRepair = 64 * 1024

/** The object as JSON, when only what pages put into JSON keeps it from being some; otherwise an empty text. */
const repaired = (text: string): string => {
  // jsonrepair reads each level within the one before it, so that deep ones would overflow the stack.
  if (text.length > longestRepair || !text.endsWith('}') || isDeep(text)) return ''
  try {
    return jsonrepair(text.replaceAll(unset, ` ${JSON.stringify(UNSET)}`))
  } catch (error) {
    if (error instanceof JSONRepairError) return ''
    throw error
  }
}

const deepestRepair = 64

const isDeep = (text: string): boolean => {
  let depth = 0
  for (const character of text) {
    if (character === '[' || character === '{') depth += 1
    else if (character === ']' || character === '}') depth -= 1
    if (depth > deepestRepair) return true
  }
  return false
}

/** What is `undefined` in a program is not sent; for the repair alone it would be null. */
const unset = /(?<=:)[ \t]{0,40}(?:undefined|NaN|\.\.\.)[ \t]*(?=[,}\n])/g
const UNSET = '\u0000unset'

const withoutUnset = (_key: string, value: Json): Json | undefined => (value === UNSET ? undefined : value)

const slipIn = (text: string): string => {
  if (/:\s*undefined\b/.test(text)) return 'undefined'
  if (/^\s*\/\//m.test(text) || /,\s*\/\//.test(text)) return 'a comment'
  return /,\s*[}\]]/.test(text) ? 'a comma before a bracket' : 'a syntax error'
}
