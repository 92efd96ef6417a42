import { type Bullet, bulletsOf, type Table, tablesOf } from './blocks.ts'
import { type Fence, fenceAt } from './fences.ts'
import { type HeadingLine, headingsIn } from './markdown.ts'
import type { PageText } from './page.ts'

export type { Fence }

interface SectionFacts {
  readonly title: string
  /** 1 to 6 as in Markdown, 0 for what stands before the first heading. */
  readonly depth: number
  readonly line: number
  /** Titles of the headings above it, outermost first. */
  readonly above: readonly string[]
  /** The text without code blocks. */
  readonly prose: string
  readonly fences: readonly Fence[]
}

/** A heading with what follows it, up to the next heading. */
export interface Section extends SectionFacts {
  readonly bullets: readonly Bullet[]
  readonly tables: readonly Table[]
}

/** A section whose lists and tables are read when somebody first asks for them. */
export const sectionOf = (facts: SectionFacts): Section => {
  let bullets: readonly Bullet[] | undefined
  let tables: readonly Table[] | undefined
  return {
    ...facts,
    get bullets() {
      bullets ??= bulletsOf(facts.prose)
      return bullets
    },
    get tables() {
      tables ??= tablesOf(facts.prose)
      return tables
    },
  }
}

/** The skeleton of a Markdown page: its headings, and the text and the code blocks below each. */
export const outlineOf = (page: PageText): readonly Section[] => {
  const start = afterFrontMatter(page.lines)
  const { isCode, fences } = codeIn(page.lines, start)
  const isText = (index: number): boolean => index >= start && !isCode[index]
  const headings = headingsIn(page.lines.map((line, index) => (isText(index) ? line : '')))
  const all = [{ title: '', depth: 0, index: -1 }, ...headings]
  const parents: HeadingLine[] = []
  let next = 0
  return all.map((heading, position) => {
    const end = all[position + 1]?.index ?? page.lines.length
    while (parents.length > 0 && (parents.at(-1)?.depth ?? 0) >= heading.depth) parents.pop()
    const above = parents.map(({ title }) => title)
    if (heading.depth > 0) parents.push(heading)
    const prose: string[] = []
    for (let index = heading.index + 1; index < end; index += 1)
      if (isText(index)) prose.push(page.lines[index] ?? '')
    const first = next
    while ((fences[next]?.line ?? Number.POSITIVE_INFINITY) - 2 < end) next += 1
    return sectionOf({
      title: heading.title,
      depth: heading.depth,
      line: Math.max(heading.index, 0) + 1,
      above,
      prose: prose.join('\n'),
      fences: fences.slice(first, next),
    })
  })
}

/** Which lines belong to code blocks. */
const codeIn = (
  lines: readonly string[],
  start: number,
): { readonly isCode: readonly boolean[]; readonly fences: readonly Fence[] } => {
  const isCode: boolean[] = []
  const fences: Fence[] = []
  for (let index = start; index < lines.length; index += 1) {
    const fence = fenceAt(lines, index)
    if (fence === undefined) continue
    fences.push(fence)
    for (const end = index + fence.lineCount; index <= end; index += 1) isCode[index] = true
    index -= 1
  }
  return { isCode, fences }
}

const afterFrontMatter = (lines: readonly string[]): number => {
  if (lines[0] !== '---') return 0
  const end = lines.indexOf('---', 1)
  return end === -1 ? 0 : end + 1
}
