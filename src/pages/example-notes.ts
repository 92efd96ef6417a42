import type { ImportedPage } from './imported-page.ts'
import type { PageProblem } from './text/page.ts'

/** Where the own examples of pages break what the pages state, a sentence for each page. */
export const exampleNotes = (pages: readonly ImportedPage[]): readonly string[] =>
  pages.flatMap(({ file, problems }) => {
    const refused = placesOf(problems, 'refused')
    const taken = placesOf(problems, 'taken')
    return [
      ...(refused === '' ? [] : [`${file}: its own example is refused, over ${refused}.`]),
      ...(taken === ''
        ? []
        : [`${file}: its own example contradicts it at ${taken}; both are accepted there.`]),
    ]
  })

const MOST_NAMES = 6

const placesOf = (problems: readonly PageProblem[], kind: PageProblem['example']): string => {
  const places = [...new Set(problems.filter(({ example }) => example === kind).map(({ place }) => place))]
  const more = places.length - MOST_NAMES
  return [...places.slice(0, MOST_NAMES), ...(more > 0 ? [`${more} more`] : [])].join(', ')
}
