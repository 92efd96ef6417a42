import type { Section } from './outline.ts'
import type { PageText } from './page.ts'

/**
 * The pages of a file that holds several, one below the other, each under a title of its own: every one keeps its lines where they
 * are, the others' are blank.
 * @param isPage whether what stands below a title is a page of its own
 */
export const pagesIn = (
  page: PageText,
  outline: readonly Section[],
  isPage: (sections: readonly Section[]) => boolean,
): readonly PageText[] => {
  const parts: Section[][] = []
  for (const section of outline) {
    if (section.depth === 1) parts.push([])
    parts.at(-1)?.push(section)
  }
  const starts = parts.filter(isPage).map(([title]) => (title?.line ?? 1) - 1)
  if (starts.length < 2 || starts.length > MOST_PAGES) return [page]
  return starts.map((start, index) => {
    const [from, to] = [index === 0 ? 0 : start, starts[index + 1] ?? page.lines.length]
    return { ...page, lines: page.lines.map((line, at) => (at >= from && at < to ? line : '')) }
  })
}

/** A file of more is hostile: each page is read with the lines of all. */
const MOST_PAGES = 40
