import { type PageContract, PageError, type PageProblem, type PageText } from '../text/page.ts'
import { readYaml } from '../text/safe-yaml.ts'
import { readOpenApiBlock } from './openapi-block.ts'
import { unflatten } from './unflatten.ts'

/**
 * The reseller's copy of an EvoLink page. Its YAML went through a Markdown renderer without its code fence, which
 * did four things, each of which leaves enough behind to be undone:
 *
 * 1. lines indented by less than four spaces became one paragraph, its line breaks spaces: `unflatten` puts the
 *    breaks back where OpenAPI's own structure wants them;
 * 2. lines indented by four or more became an indented code block, which takes four spaces off: they are put back;
 * 3. the blank lines after a paragraph became one: as many are put back as the page has elsewhere before such a line;
 * 4. code spans in a paragraph lost their backticks: a term gets them back when the intact prose of the page never
 *    writes it without.
 */
export const readDamagedCopy = (page: PageText): PageContract => {
  const start = startOfDamage(page)
  if (start === undefined) throw new PageError(page.file, 'line 1', 'a code fence with YAML on the same line')
  const restored = restore(page, start)
  const lineOfPage = (line: number): number =>
    restored[Math.min(line, restored.length - 1)]?.from ?? start + 1
  const block = readYaml(page.file, restored.map((line) => line.text).join('\n'), lineOfPage)
  const place = `line ${start + 1}`
  const title = page.lines.find((line) => line.trim() !== '')?.trim() ?? page.file
  const contract = readOpenApiBlock({ file: page.file, place, title }, block, 'damaged-copy')
  const note: PageProblem = {
    severity: 'note',
    place,
    message: 'the YAML lost line breaks, indentation and backticks in copying; they were restored',
  }
  return { ...contract, problems: [note, ...contract.problems] }
}

const DAMAGED_FENCE = /^(`{3,})ya?ml\b.*?\s((?:openapi|paths):\s.*)$/

/** The index of a fence line that has YAML behind it. */
export const startOfDamage = (page: PageText): number | undefined => {
  const index = page.lines.findIndex((line) => line.length < 20_000 && DAMAGED_FENCE.test(line))
  return index === -1 ? undefined : index
}

/** A restored line and the line of the page it comes from. */
interface Line {
  readonly text: string
  readonly from: number
}

interface Paragraph {
  readonly text: string
  readonly from: number
  /** What follows it up to the next paragraph, four spaces put back. */
  readonly intact: readonly Line[]
}

const restore = (page: PageText, start: number): readonly Line[] => {
  const paragraphs = paragraphsIn(page, start)
  const intact = paragraphs.flatMap((paragraph) => paragraph.intact).map((line) => line.text)
  let topKey = ''
  return paragraphs.flatMap((paragraph) => {
    const place = `line ${paragraph.from}`
    const flat = unflatten(paragraph.text, topKey, (expected) => new PageError(page.file, place, expected))
    topKey = flat.topKey
    const lines = flat.lines.map((text) => ({ text, from: paragraph.from }))
    const last = lines.at(-1)
    if (flat.endsInProse && last)
      lines[lines.length - 1] = { ...last, text: withBackticks(last.text, intact) }
    return [...lines, ...withBlankLines(paragraph.intact, intact)]
  })
}

/** Cuts the block into flattened paragraphs, each with the intact lines behind it. */
const paragraphsIn = (page: PageText, start: number): readonly Paragraph[] => {
  const [, marker = '```', first = ''] = DAMAGED_FENCE.exec(page.lines[start] ?? '') ?? []
  const paragraphs: { text: string; from: number; intact: Line[] }[] = [
    { text: first, from: start + 1, intact: [] },
  ]
  for (let index = start + 1; index < page.lines.length; index += 1) {
    const line = page.lines[index] ?? ''
    if (line.startsWith(marker) || isFooter(line)) break
    if (isFlattened(line)) paragraphs.push({ text: line, from: index + 1, intact: [] })
    else paragraphs.at(-1)?.intact.push({ text: line.trim() === '' ? '' : `    ${line}`, from: index + 1 })
  }
  return paragraphs
}

/** A line at the margin with at least two keys on it. */
const isFlattened = (line: string): boolean =>
  /^[\w'"$/][^\s:]*:\s+(?:\S+:(?:\s|$)|.*\s[\w$/]\S*:(?:\s|$))/.test(line)

/** A sentence at the margin: the page goes on after its YAML, and the closing fence may be lost. */
const isFooter = (line: string): boolean => /^[A-Z]\w*\s+\w+\s/.test(line) && !isFlattened(line)

/** How many blank lines stand before the lines of each kind, most often, in the intact parts. */
const withBlankLines = (lines: readonly Line[], intact: readonly string[]): readonly Line[] => {
  const first = lines.findIndex((line) => line.text !== '')
  const [head] = lines
  if (first < 1 || !head) return lines
  const count = usualBlankLines(kindOf(lines[first]?.text ?? ''), intact) ?? first
  return [...Array.from({ length: count }, () => ({ text: '', from: head.from })), ...lines.slice(first)]
}

type Kind = 'heading' | 'item' | 'text'

const kindOf = (line: string): Kind => {
  if (line.trim().startsWith('**')) return 'heading'
  return line.trim().startsWith('- ') ? 'item' : 'text'
}

const usualBlankLines = (kind: Kind, intact: readonly string[]): number | undefined => {
  const counts = new Map<number, number>()
  let blank = 0
  let hasBegun = false
  for (const line of intact) {
    if (line !== '' && hasBegun && blank > 0 && kindOf(line) === kind)
      counts.set(blank, (counts.get(blank) ?? 0) + 1)
    blank = line === '' ? blank + 1 : 0
    hasBegun ||= line !== ''
  }
  return [...counts].sort((left, right) => right[1] - left[1])[0]?.[0]
}

/** Puts backticks around the words that the intact prose writes in backticks, and only so. */
const withBackticks = (line: string, intact: readonly string[]): string => {
  const prose = intact.join('\n')
  const terms = new Set([...prose.matchAll(/`([^`\s]+)`/g)].map((match) => match[1] ?? ''))
  const bare = new Set(prose.split(/\s+/).map((word) => word.replace(/[.,;)]+$/, '')))
  return line
    .split(' ')
    .map((word) => {
      const [, term = '', end = ''] = /^(.*?)([.,;)]*)$/.exec(word) ?? []
      return terms.has(term) && !bare.has(term) ? `\`${term}\`${end}` : word
    })
    .join(' ')
}
