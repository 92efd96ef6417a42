import { RE2JS } from 're2js'

/** A pattern from a page, run by an engine whose time grows only with the text (RE2). */
export interface PagePattern {
  readonly source: string
  /** Whether a text matches the pattern. One that would take too many steps counts as a match. */
  test(text: string): boolean
  /** The source, by which Ajv tells patterns apart. */
  toString(): string
}

const LONGEST_PATTERN = 1_000
/** A step is one instruction at one character; this many take about a tenth of a second. */
const MOST_STEPS = 10_000_000
const MOST_KEPT = 500

const kept = new Map<string, PagePattern | undefined>()

/**
 * Reads a pattern of a page. Undefined if it cannot be read, is very long, or needs more than linear time: lookahead,
 * lookbehind and back-references.
 * @example readPattern('(?i)^https://')?.test('HTTPS://example.org') // true
 */
export const readPattern = (source: string): PagePattern | undefined => {
  if (!kept.has(source)) {
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(source, compiled(source))
  }
  return kept.get(source)
}

const compiled = (source: string): PagePattern | undefined => {
  if (source.length > LONGEST_PATTERN) return undefined
  try {
    const expression = RE2JS.compile(RE2JS.translateRegExp(source))
    const longest = MOST_STEPS / Math.max(1, expression.programSize())
    return {
      source,
      test: (text) => text.length > longest || expression.test(text),
      toString: () => source,
    }
  } catch {
    return undefined
  }
}
