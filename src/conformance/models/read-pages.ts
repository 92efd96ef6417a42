import { readFileSync } from 'node:fs'
import type { ProviderName } from '../../contracts/vocabulary.ts'
import { type ImportedPage, PageRefusal } from '../../pages/imported-page.ts'
import { rememberedPages } from '../../pages/remembered-pages.ts'
import { PageError } from '../../pages/text/page.ts'
import { pageFilesAt } from '../../pages/text/page-files.ts'

/** A file, or every page below a folder, by name. @throws RangeError when it does not exist, or holds too many */
const filesAt = (path: string): readonly string[] => {
  try {
    return pageFilesAt(path).map((file) => file.path)
  } catch (error) {
    if (error instanceof RangeError) throw error
    throw new RangeError(`there is no page or folder ${path}`)
  }
}

const reasonOf = (error: unknown): string => {
  if (error instanceof PageRefusal || error instanceof PageError) return error.message
  throw error
}

/**
 * The given pages, reading those given by path.
 * @throws RangeError with a sentence on a file that is not a page
 * @example
 * const models = readPages(['models', 'page.md'])
 */
export const readPages = (
  given: readonly (string | ImportedPage)[],
  onRefused?: (reason: string) => void,
): readonly ImportedPage[] =>
  given.flatMap((one) => {
    if (typeof one !== 'string') return [one]
    return filesAt(one).flatMap((file) => {
      try {
        return rememberedPages(file, readFileSync(file, 'utf8'))
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
