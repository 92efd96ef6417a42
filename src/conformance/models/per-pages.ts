import type { ImportedPage } from '../../pages/imported-page.ts'
import type { ConformanceProvider } from '../providers/conformance-provider.ts'

type Make<Made> = (facts: ConformanceProvider, pages: readonly ImportedPage[]) => Made

interface Kept<Made> {
  readonly facts: ConformanceProvider
  readonly pages: readonly ImportedPage[]
  readonly made: Made
}

/**
 * The same function, which keeps what it made of pages as long as they exist: one run after the other checks the same ones,
 * and pages never change.
 */
export const perPages = <Made>(make: Make<Made>): Make<Made> => {
  const known = new WeakMap<ImportedPage, Kept<Made>>()
  return (facts, pages) => {
    const [first] = pages
    if (first === undefined) return make(facts, pages)
    const kept = known.get(first)
    const isKnown =
      kept?.facts === facts &&
      kept.pages.length === pages.length &&
      kept.pages.every((page, index) => page === pages[index])
    if (isKnown) return kept.made
    const made = make(facts, pages)
    known.set(first, { facts, pages: [...pages], made })
    return made
  }
}
