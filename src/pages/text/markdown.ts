import { Lexer, type Token, type Tokens } from 'marked'

const tokensOf = (text: string): readonly Token[] => new Lexer({ gfm: true }).blockTokens(text)

/**
 * The blocks of a Markdown text (lists, tables, paragraphs) as `marked` sees them; what stands inside a line is left as it is
 * written. A hostile text takes no longer than its length: what is nested more deeply than any page nests is flattened, since the
 * lexer reads each level once more.
 */
export const blocksOf = (text: string): readonly Token[] =>
  tokensOf(
    text
      .split('\n')
      .map(bounded)
      .join('\n')
      .replaceAll(/\n{3,}/g, '\n\n'),
  )

const DEEPEST_INDENT = 48
const mostMarks = 8
/** Bullets and quotation marks at the beginning of a line, each a level of its own. */
const nestedMarks = /^(?:[ \t]*(?:[-*+>]|\d{1,9}[.)])(?=[ \t>]|$))+/

const bounded = (line: string): string => {
  const indent = line.length - line.trimStart().length
  const flat = indent > DEEPEST_INDENT ? line.slice(indent - DEEPEST_INDENT) : line
  const marks = /^[ \t>*+\-\d]/.test(flat) ? (nestedMarks.exec(flat.slice(0, 4_000))?.[0] ?? '') : ''
  return marks.replaceAll(/\s/g, '').length > mostMarks ? flat.slice(marks.length) : flat
}

export interface HeadingLine {
  readonly title: string
  readonly depth: number
  /** Its index among the lines. */
  readonly index: number
}

/** The headings among lines, code blocks blanked out. A heading is one line, so each line that may be one is a block of its own. */
export const headingsIn = (lines: readonly string[]): readonly HeadingLine[] => {
  const marked = [...lines.entries()].filter(([, line]) => /^ {0,3}#/.test(line))
  const tokens = tokensOf(marked.map(([, line]) => line).join('\n\n')).filter(({ type }) => type !== 'space')
  return marked.flatMap(([index], at) => {
    const token = tokens[at]
    return token && isHeading(token) ? [{ title: token.text.trim(), depth: token.depth, index }] : []
  })
}

const isHeading = (token: Token): token is Tokens.Heading => token.type === 'heading'
