import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { SettingError } from '../../basics/setting.ts'
import { type ImportedPage, PageRefusal } from '../../pages/imported-page.ts'
import { rememberedPages } from '../../pages/remembered-pages.ts'
import { PageError } from '../../pages/text/page.ts'
import type { PageFile } from '../../pages/text/page-files.ts'
import { pageFiles, systemCodeOf } from './page-files.ts'

/** The contents of the folders of `--models`. */
export interface Holdings {
  readonly pages: readonly ImportedPage[]
  /** Files that are not pages that can be served, each with the reason in one sentence. */
  readonly refused: readonly { readonly file: string; readonly reason: string }[]
  /** Folders that do not exist, and pages that can no longer be read, each with a sentence. */
  readonly notes: readonly string[]
}

/** A file as it was last read. */
interface Read {
  readonly stamp: string
  /** What it says or, if it can no longer be read, said before. */
  readonly pages: readonly ImportedPage[]
  readonly reason?: string
}

/** Why a page cannot be imported, in one sentence. Bugs of the simulator are thrown. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof PageRefusal) return error.message
  if (error instanceof PageError) return `${error.message}.`
  throw error
}

/** The same for any file. One page must not end a simulator that serves others, so bugs become a warning. */
const reasonAgainst = (name: string, error: unknown): string => {
  try {
    return reasonOf(error)
  } catch {
    if (error instanceof Error && 'code' in error) return `${name} cannot be read (${systemCodeOf(error)}).`
    process.emitWarning(error instanceof Error ? error : String(error))
    return `${name} cannot be read because of a bug in the simulator; its warning says where.`
  }
}

const shownName = (path: string): string => {
  const name = relative('.', path)
  return name.startsWith('..') ? path : name
}

/** The pages of the folders of `--models`. Unchanged ones are not read again. */
export class Library {
  readonly #folders: readonly string[]
  #files: ReadonlyMap<string, Read> = new Map()
  #absent: readonly string[] = []

  constructor(folders: readonly string[]) {
    this.#folders = folders
  }

  /**
   * Reads new and changed pages. Returns whether there were any.
   * @throws SettingError when there are too many files
   */
  refresh(): boolean {
    const absent: string[] = []
    const found = pageFiles(this.#folders, (words) => absent.push(words))
    const known = this.#files
    const isSame =
      found.length === known.size &&
      found.every(({ path, stamp }) => known.get(path)?.stamp === stamp) &&
      absent.join() === this.#absent.join()
    if (isSame) return false
    this.#files = new Map(found.map((file) => [file.path, this.#read(file)]))
    this.#absent = absent
    return true
  }

  get absent(): readonly string[] {
    return this.#absent
  }

  get holdings(): Holdings {
    const files = [...this.#files].map(([path, read]) => ({ file: shownName(path), ...read }))
    const unread = files.flatMap(({ file, pages, reason }) =>
      reason === undefined ? [] : [{ file, reason, isServed: pages.length > 0 }],
    )
    return {
      pages: files.flatMap(({ pages }) => pages),
      refused: unread.filter(({ isServed }) => !isServed),
      notes: [
        ...this.#absent.map((words) => `${words} It is still watched.`),
        ...unread
          .filter(({ isServed }) => isServed)
          .map(({ reason }) => `${reason} Its previous content is still served.`),
      ],
    }
  }

  #read({ path, stamp }: PageFile): Read {
    const known = this.#files.get(path)
    if (known?.stamp === stamp) return known
    const name = shownName(path)
    try {
      return { stamp, pages: rememberedPages(name, readFileSync(path, 'utf8')) }
    } catch (error) {
      return { stamp, pages: known?.pages ?? [], reason: reasonAgainst(name, error) }
    }
  }
}

/**
 * Reads every page of the folders.
 * @throws SettingError when a folder does not exist
 */
export const readLibrary = (folders: readonly string[]): Holdings => {
  const library = new Library(folders)
  library.refresh()
  const [absent] = library.absent
  if (absent !== undefined) throw new SettingError(absent, ['models'])
  return library.holdings
}
