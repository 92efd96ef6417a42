import type { PageText } from './page.ts'

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

/** A heading with what follows it, up to the next heading. */
export interface Section {
  readonly title: string
  /** 1 to 6 as in Markdown, 0 for what stands before the first heading. */
  readonly depth: number
  readonly line: number
  /** Titles of the headings it stands under, outermost first. */
  readonly above: readonly string[]
  /** The text without code blocks. */
  readonly prose: string
  readonly fences: readonly Fence[]
}

interface OpenSection extends Section {
  readonly lines: string[]
  readonly fences: Fence[]
}

/**
 * The skeleton of a Markdown page: headings and code blocks. Done by line rather than with the Markdown parser,
 * which needs 75 ms for one page of 10 KB; the parser reads the tables and lists inside a section (`markdown.ts`).
 */
export const outlineOf = (page: PageText): readonly Section[] => {
  const sections: OpenSection[] = [open('', 0, 1, [])]
  const parents: Section[] = []
  let index = afterFrontMatter(page.lines)
  while (index < page.lines.length) {
    const line = page.lines[index] ?? ''
    const current = sections.at(-1)
    const fence = fenceAt(page.lines, index)
    const heading = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/.exec(line)
    if (fence) {
      current?.fences.push(fence)
      index += 1 + fence.lineCount
      continue
    }
    if (heading) {
      const depth = heading[1]?.length ?? 1
      while ((parents.at(-1)?.depth ?? 0) >= depth) parents.pop()
      const section = open(titleOf(heading[2] ?? ''), depth, index + 1, parents)
      parents.push(section)
      sections.push(section)
    } else current?.lines.push(line)
    index += 1
  }
  return sections.map(({ lines, ...section }) => ({ ...section, prose: lines.join('\n') }))
}

const open = (title: string, depth: number, line: number, parents: readonly Section[]): OpenSection => ({
  title,
  depth,
  line,
  above: parents.map((parent) => parent.title),
  prose: '',
  lines: [],
  fences: [],
})

/** A heading's text without a closing row of `#`. */
const titleOf = (text: string): string =>
  text
    .trim()
    .replace(/(^|[ \t])#+$/, '')
    .trim()

/** The code block that begins on this line, if one does. An unclosed one runs to the end of the page. */
const fenceAt = (lines: readonly string[], index: number): Fence | undefined => {
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

const afterFrontMatter = (lines: readonly string[]): number => {
  if (lines[0] !== '---') return 0
  const end = lines.indexOf('---', 1)
  return end === -1 ? 0 : end + 1
}

/** A section as errors and problems name it. */
export const placeOf = (section: Section): string => `line ${section.line} "${section.title}"`
