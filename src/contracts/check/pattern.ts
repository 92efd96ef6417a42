/** A pattern of a page, and how long a text may be to be tested by it in no time. */
export interface SafePattern {
  readonly expression: RegExp
  readonly longest: number
}

const LONGEST_PATTERN = 1_000
/** By how many repetitions without an end there are: each may be tried at each place. */
const LONGEST_TEXT: readonly number[] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 10_000, 500]

/**
 * A pattern that a stranger wrote, unless it could take for ever: a group that is repeated and has a repetition or a choice
 * in it, or more than three repetitions without an end. Undefined too where JavaScript cannot read it.
 */
export const safePattern = (source: string): SafePattern | undefined => {
  if (source.length > LONGEST_PATTERN) return undefined
  const repetitions = endlessRepetitions(source)
  const longest = repetitions === undefined ? undefined : LONGEST_TEXT[repetitions]
  if (longest === undefined) return undefined
  for (const flags of ['u', ''])
    try {
      return { expression: new RegExp(source, flags), longest }
    } catch {
      // Not with this flag, then: `\-` and the like are only read without it.
    }
  return undefined
}

/** How often something is repeated without an end; undefined when such a repetition is in one itself. */
const endlessRepetitions = (source: string): number | undefined => {
  const text = source.replaceAll(/\\./gs, 'x').replaceAll(/\[\^?\]?[^\]]*\]/g, 'x')
  const repeated = /[*+]|\{\d+,(?:\d{3,})?\}/g
  const open: number[] = []
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '(') open.push(index)
    if (text[index] !== ')') continue
    const start = open.pop() ?? 0
    const isRepeated = /^(?:[*+]|\{\d*,?\d*\})/.test(text.slice(index + 1, index + 20))
    const inner = text.slice(start + 1, index)
    if (isRepeated && (/[*+|]|\{\d+,/.test(inner.replace(/^\?[:=!<]*/, '')) || inner.includes('(')))
      return undefined
  }
  return text.match(repeated)?.length ?? 0
}
