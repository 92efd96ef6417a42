import { readdirSync, readFileSync } from 'node:fs'
import { at, type Json } from '../../src/contracts/check/json.ts'
import type { ImportedPage } from '../../src/pages/imported-page.ts'
import { rememberedPages } from '../../src/pages/remembered-pages.ts'

export const PAGES = 'test/fixtures/pages'

export const pageNames = readdirSync(PAGES).sort()

export const textOf = (name: string): string => readFileSync(`${PAGES}/${name}`, 'utf8')

/** A page as `import` reads it. */
export const imported = (name: string): readonly ImportedPage[] => rememberedPages(name, textOf(name))

/** The only contract of a page. */
export const theOne = (name: string): ImportedPage => {
  const [page, ...more] = imported(name)
  if (page === undefined || more.length > 0) throw new Error(`${name} has ${more.length + 1} contracts`)
  return page
}

/** The schema of a field: `input.shots[].prompt`. */
export const field = (page: ImportedPage, path: string): Json | undefined =>
  at(
    page.request,
    ...path.split('.').flatMap((step) => {
      const name = step.replaceAll('[]', '')
      return ['properties', name, ...(step.endsWith('[]') ? ['items'] : [])]
    }),
  )

export const messages = (page: ImportedPage): string[] =>
  page.problems.map(({ severity, place, message }) => `${severity} ${place}: ${message}`)
