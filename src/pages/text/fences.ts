/** A fenced code block. `line` is the line of its first content line, counted from 1. */
export interface Fence {
  /** What stands after the backticks. */
  readonly info: string
  readonly line: number
  readonly text: string
  /** How many lines it takes below its first line, its end included. */
  readonly lineCount: number
  readonly isClosed: boolean
}

/**
 * The code block that begins on this line, if one does. An unclosed one runs to the end of the page. Not left to the Markdown
 * lexer: it ends a block of YAML at the first code block inside one of its texts.
 */
export const fenceAt = (lines: readonly string[], index: number): Fence | undefined => {
  const start = /^ {0,3}(`{3,}|~{3,})([^`]*)$/.exec(lines[index] ?? '')
  if (!start) return undefined
  const marker = start[1] ?? '```'
  // YAML has texts with code blocks of their own, indented by two spaces at least.
  const deepest = /^ya?ml\b/i.test((start[2] ?? '').trim()) ? 1 : 3
  const isEnd = (line: string): boolean => {
    const [, blank = '', end] = /^( {0,3})(`{3,}|~{3,})[ \t]*$/.exec(line) ?? []
    return end !== undefined && blank.length <= deepest && end[0] === marker[0] && end.length >= marker.length
  }
  let end = index + 1
  while (end < lines.length && !isEnd(lines[end] ?? '')) end += 1
  const isClosed = end < lines.length
  const text = lines.slice(index + 1, end).join('\n')
  return {
    info: (start[2] ?? '').trim(),
    line: index + 2,
    text,
    lineCount: end - index - (isClosed ? 0 : 1),
    isClosed,
  }
}
