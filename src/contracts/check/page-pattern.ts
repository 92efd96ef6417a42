import { RE2JS } from 're2js'

/** A pattern that a stranger wrote, run by an engine whose time grows with the text only (RE2). */
export interface PagePattern {
  readonly source: string
  /** Whether a text holds the pattern. One that would take too many steps is taken to. */
  test(text: string): boolean
  /** The source: Ajv tells patterns apart by it. */
  toString(): string
}

const LONGEST_PATTERN = 1_000
/** A step is one instruction at one character; so many take about a tenth of a second. */
const MOST_STEPS = 10_000_000
const MOST_KEPT = 500

const kept = new Map<string, PagePattern | undefined>()

/**
 * Reads a pattern of a page. Undefined where it cannot be read, is very long, or needs what takes more than linear time:
 * looking ahead or behind, and references to what was matched.
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
