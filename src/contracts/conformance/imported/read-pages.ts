import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { importPage } from '../../import/import-page.ts'
import { type ImportedPage, PageRefusal } from '../../import/imported-page.ts'
import { PageError } from '../../pages/page.ts'
import type { ProviderName } from '../../vocabulary.ts'

// As `stuntdouble start --models` reads folders. That reader is the simulator's, which the kit must not need.
const ENDINGS = new Set(['.md', '.mdx', '.markdown', '.txt', '.yaml', '.yml', '.json'])

/** A file, or every page below a folder, by name. @throws RangeError when it is not there */
const filesAt = (path: string): readonly string[] => {
  const facts = statSync(path, { throwIfNoEntry: false })
  if (facts === undefined) throw new RangeError(`there is no page or folder ${path}`)
  if (!facts.isDirectory()) return [path]
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => ENDINGS.has(extname(name).toLowerCase()) && !/(^|[/\\])(\.|node_modules)/.test(name))
    .sort()
    .map((name) => join(path, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
}

const reasonOf = (error: unknown): string => {
  if (error instanceof PageRefusal || error instanceof PageError) return error.message
  throw error
}

/** The pages that were given, those given by path read. @throws RangeError with a sentence on a page that is none */
export const readPages = (
  given: readonly (string | ImportedPage)[],
  onRefused?: (reason: string) => void,
): readonly ImportedPage[] =>
  given.flatMap((one) => {
    if (typeof one !== 'string') return [one]
    return filesAt(one).flatMap((file) => {
      try {
        return importPage(file, readFileSync(file, 'utf8'))
      } catch (error) {
        if (onRefused === undefined) throw new RangeError(reasonOf(error))
        onRefused(reasonOf(error))
        return []
      }
    })
  })

/** The pages of one provider. @throws RangeError when there are models, but none of this provider */
export const pagesFor = (
  provider: ProviderName,
  {
    models = [],
    onRefusedPage,
  }: {
    readonly models?: readonly (string | ImportedPage)[] | undefined
    readonly onRefusedPage?: ((reason: string) => void) | undefined
  },
): readonly ImportedPage[] => {
  const pages = readPages(models, onRefusedPage).filter((page) => page.provider === provider)
  if (models.length > 0 && pages.length === 0)
    throw new RangeError(`no page of ${provider} is among the models`)
  return pages
}
