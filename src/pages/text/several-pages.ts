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
  const titles = outline.filter(({ depth }) => depth === 1)
  const starts = titles
    .filter((title, index) => isPage(sectionsBetween(outline, title, titles[index + 1])))
    .map(({ line }) => line - 1)
  if (starts.length < 2) return [page]
  return starts.map((start, index) => {
    const [from, to] = [index === 0 ? 0 : start, starts[index + 1] ?? page.lines.length]
    return { ...page, lines: page.lines.map((line, at) => (at >= from && at < to ? line : '')) }
  })
}

const sectionsBetween = (
  outline: readonly Section[],
  title: Section,
  next: Section | undefined,
): readonly Section[] =>
  outline.slice(outline.indexOf(title), next === undefined ? undefined : outline.indexOf(next))
