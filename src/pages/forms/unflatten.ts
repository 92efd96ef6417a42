import { type ShapeName, shapeOf, valueShape } from './openapi-shapes.ts'

export interface Unflattened {
  readonly lines: readonly string[]
  /** The top-level key that the paragraph ends in. */
  readonly topKey: string
  /** Whether its last line is running text, which then goes on behind it. */
  readonly endsInProse: boolean
}

/** An open object or list of the document, with the column of its keys or dashes. */
interface Frame {
  readonly shape: ShapeName
  readonly indent: number
  readonly used: Set<string>
}

/** What is being written: the lines so far, and where in the document the last of them is. */
interface Writing {
  readonly lines: string[]
  readonly frames: Frame[]
  topKey: string
  /** How the value on the last line reads: no value may follow, none has followed yet, words, or a text block. */
  value: 'none' | 'empty' | 'plain' | 'folded'
  afterDash: boolean
  /** How many brackets of a list in brackets are open: `[model, prompt]`. */
  brackets: number
}

/**
 * Puts YAML whose line breaks became spaces back into lines. A word that ends in a colon is a key where an open
 * object of the OpenAPI document may still have such a key, the innermost first; otherwise it is text. `topKey` is
 * the top-level key that the text before ended in.
 */
export const unflatten = (text: string, topKey: string, error: (expected: string) => Error): Unflattened => {
  const words = text.split(' ').filter((word) => word !== '')
  const writing: Writing = { lines: [], frames: [], topKey, value: 'none', afterDash: false, brackets: 0 }
  writing.frames.push(frame('document', 0))
  const section = valueShape('document', topKey, '')
  if (section) writing.frames.push({ ...frame(section, 2), used: new Set(['(what stands before)']) })
  words.forEach((word, index) => {
    if (writeBrackets(writing, word)) return
    if (writeDash(writing, word) || writeKey(writing, word, words[index + 1] ?? '')) return
    if (writing.value === 'none')
      throw error(`a key of an OpenAPI ${writing.frames.at(-1)?.shape} instead of "${word}"`)
    writeText(writing, word)
  })
  return { lines: writing.lines, topKey: writing.topKey, endsInProse: writing.value === 'folded' }
}

const frame = (shape: ShapeName, indent: number): Frame => ({ shape, indent, used: new Set() })

/** A list or an object in brackets, where one with line breaks may stand. */
const writeBrackets = (writing: Writing, word: string): boolean => {
  if (writing.brackets === 0) {
    const opened = writing.frames.at(-1)
    if (writing.value !== 'none' || !/^[[{]/.test(word) || opened === undefined || opened.used.size > 0)
      return false
    writing.frames.pop()
  }
  append(writing, ` ${word}`)
  const count = (bracket: RegExp): number => word.match(bracket)?.length ?? 0
  writing.brackets += count(/[[{]/g) - count(/[\]}]/g)
  return true
}

const writeDash = (writing: Writing, word: string): boolean => {
  const list = writing.frames.findLast(({ shape }) => shapeOf(shape).items !== undefined)
  const items = list && shapeOf(list.shape).items
  if (word !== '-' || !list || !items || writing.value === 'folded' || writing.value === 'empty') return false
  // Text after the dash is only a new item when the list itself is being written, not one of its items' objects.
  const isOwn = writing.frames.at(-1) === list || writing.frames.at(-2) === list
  if (!isOwn) return false
  if (writing.frames.at(-1) !== list) writing.frames.pop()
  list.used.add('-')
  const isText = items === 'text'
  writing.lines.push(`${' '.repeat(list.indent)}-`)
  writing.value = isText ? 'empty' : 'none'
  writing.afterDash = !isText
  if (!isText) writing.frames.push(frame(items, list.indent + 2))
  return true
}

const writeKey = (writing: Writing, word: string, next: string): boolean => {
  const key = word.endsWith(':') ? word.slice(0, -1) : ''
  if (key === '' || writing.value === 'empty') return false
  const depth = frameFor(writing.frames, key, next)
  const owner = writing.frames[depth]
  const shape = owner && valueShape(owner.shape, key, next)
  if (!owner || !shape) return false
  writing.frames.length = depth + 1
  owner.used.add(key)
  if (depth === 0) writing.topKey = key
  if (writing.afterDash) append(writing, ` ${word}`)
  else writing.lines.push(`${' '.repeat(owner.indent)}${word}`)
  writing.afterDash = false
  writing.value = shape === 'text' ? 'empty' : 'none'
  if (shape !== 'text') writing.frames.push(frame(shape, owner.indent + 2))
  return true
}

/** The innermost open object that may have the key; one that has nothing yet must come first. */
const frameFor = (frames: readonly Frame[], key: string, next: string): number => {
  for (let depth = frames.length - 1; depth >= 0; depth -= 1) {
    const candidate = frames[depth]
    if (!candidate) return -1
    if (!candidate.used.has(key) && valueShape(candidate.shape, key, next)) return depth
    if (candidate.used.size === 0) return -1
  }
  return -1
}

const writeText = (writing: Writing, word: string): void => {
  const isFirst = writing.value === 'empty'
  append(writing, ` ${word}`)
  if (!isFirst) return
  writing.value = /^[>|][+-]?$/.test(word) ? 'folded' : 'plain'
  // The text block's own line; its words follow, each after a space.
  if (writing.value === 'folded') writing.lines.push(' '.repeat((writing.frames.at(-1)?.indent ?? 0) + 1))
}

const append = (writing: Writing, text: string): void => {
  writing.lines[writing.lines.length - 1] = `${writing.lines.at(-1) ?? ''}${text}`
}
