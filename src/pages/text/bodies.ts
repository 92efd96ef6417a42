import { isObject, isTooDeep, type Json, type JsonObject } from '../../contracts/check/json.ts'
import { looksLikeDocument } from './document-blocks.ts'
import type { Section } from './outline.ts'
import { readYaml } from './safe-yaml.ts'

/** Told of an example that had to be repaired or could not be read, and the line where it stands. */
export type OddBody = (line: number, message: string) => void

/** Every JSON object with a `model` in the code blocks of a page: whole, in curl's `-d '…'`, or in a program. */
export const bodiesIn = (outline: readonly Section[], odd: OddBody): readonly JsonObject[] =>
  outline.flatMap((section) =>
    section.fences.flatMap((fence) =>
      looksLikeDocument.test(fence.text) ? [] : bodiesInText(fence.text, fence.line, odd),
    ),
  )

const mostObjects = 40

export const bodiesInText = (text: string, line: number, odd: OddBody): readonly JsonObject[] => {
  const found: JsonObject[] = []
  let from = 0
  for (let count = 0; count < mostObjects; count += 1) {
    const start = text.indexOf('{', from)
    if (start === -1) break
    const end = endOfObject(text, start)
    const written = text.slice(start, end)
    from = end
    if (!/["']?model["']?\s*:/.test(written)) continue
    const at = line + text.slice(0, start).split('\n').length - 1
    const value = parsed(written)
    if (value !== undefined) {
      if (typeof value.model === 'string') found.push(value)
      continue
    }
    const repaired = parsed(repair(written)) ?? asProgram(written)
    if (repaired && typeof repaired.model === 'string') {
      // A program's own way of writing an object is not odd.
      if (/"model"\s*:/.test(written))
        odd(at, `the example is not valid JSON (${oddity(written)}); read without what is wrong`)
      found.push(repaired)
      continue
    }
    const inner = written.indexOf('{', 1)
    if (inner !== -1 && /["']?model["']?\s*:/.test(written.slice(inner))) from = start + inner
    else if (/"model"/.test(written)) odd(at, 'the example is not valid JSON; left out')
  }
  return found
}

/** Every JSON object of a text that is valid as it stands, whatever it holds. */
export const objectsIn = (text: string): readonly JsonObject[] => {
  const found: JsonObject[] = []
  let start = text.indexOf('{')
  for (let count = 0; start !== -1 && count < mostObjects; count += 1) {
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

const parsed = (text: string): JsonObject | undefined => {
  try {
    const value = JSON.parse(text) as Json
    return isObject(value) && !isTooDeep(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** An object as a program writes it, `{ model: 'a', n: 2 }`: YAML reads that too. */
const asProgram = (text: string): JsonObject | undefined => {
  if (text.length > 8_192) return undefined
  try {
    const { value } = readYaml('', repair(text), (line) => line)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

const oddity = (text: string): string => {
  if (/:\s*undefined\b/.test(text)) return 'undefined'
  if (/^\s*\/\//m.test(text) || /,\s*\/\//.test(text)) return 'a comment'
  return /,\s*[}\]]/.test(text) ? 'a comma before a bracket' : 'a slip of the pen'
}

/** Takes out what pages put into JSON: undefined, comments, dots for "and so on", commas before brackets, Python's words. */
const repair = (text: string): string =>
  text
    .replaceAll(
      /,?[ \t]{0,40}"[^"\n]{1,100}"[ \t]{0,40}:[ \t]{0,40}(?:undefined|NaN|\.\.\.)[ \t]*(?=[,}\n])/g,
      '',
    )
    .replaceAll(/^[ \t]*(?:\/\/|#).*$/gm, '')
    .replaceAll(/([,{[\]}\d"el])[ \t]*\/\/[^"\n]*$/gm, '$1')
    .replaceAll(/^[ \t]*(?:\.\.\.|…),?[ \t]*$/gm, '')
    .replaceAll(/:[ \t]*True\b/g, ': true')
    .replaceAll(/:[ \t]*False\b/g, ': false')
    .replaceAll(/:[ \t]*None\b/g, ': null')
    .replaceAll(/\{\s*,/g, '{')
    .replaceAll(/,(\s*,)+/g, ',')
    .replaceAll(/,(\s*[}\]])/g, '$1')
