import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import { importPage } from '../../contracts/import/import-page.ts'
import { type ImportedPage, PageRefusal } from '../../contracts/import/imported-page.ts'
import { PageError } from '../../contracts/pages/page.ts'
import { SettingError } from '../settings.ts'

/** What the folders of `--models` hold. */
export interface Library {
  readonly pages: readonly ImportedPage[]
  /** Files that are no page we can serve, each with one sentence why. */
  readonly refused: readonly { readonly file: string; readonly reason: string }[]
}

const ENDINGS = new Set(['.md', '.mdx', '.markdown', '.txt', '.yaml', '.yml', '.json'])
const MOST_FILES = 2_000

/** Every page below these folders (or single files), by name. @throws SettingError when one is not there */
const filesIn = (folders: readonly string[]): readonly string[] =>
  folders.flatMap((folder) => {
    let isFolder: boolean
    try {
      isFolder = statSync(folder).isDirectory()
    } catch {
      throw new SettingError(`--models: there is no folder ${folder}.`)
    }
    if (!isFolder) return [folder]
    const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => ENDINGS.has(extname(name).toLowerCase()) && !/(^|[/\\])(\.|node_modules)/.test(name))
      .sort()
      .map((name) => join(folder, name))
      .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
    if (found.length > MOST_FILES)
      throw new SettingError(`--models: ${folder} has more than ${MOST_FILES} files.`)
    return found
  })

/** Changes when a page is added, changed or removed. */
export const fingerprint = (folders: readonly string[]): string => {
  try {
    return filesIn(folders)
      .map((file) => {
        const facts = statSync(file, { throwIfNoEntry: false })
        return `${file} ${facts?.mtimeMs} ${facts?.size}`
      })
      .join('\n')
  } catch {
    return ''
  }
}

/** Why a page cannot be imported, in one sentence. Mistakes of ours go on. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof PageRefusal) return error.message
  if (error instanceof PageError) return `${error.message}.`
  throw error
}

/** Reads every page of the folders. @throws SettingError when a folder is not there */
export const readLibrary = (folders: readonly string[]): Library => {
  const pages: ImportedPage[] = []
  const refused: Library['refused'][number][] = []
  for (const file of filesIn(folders)) {
    const name = relative('.', file)
    const shown = name.startsWith('..') ? file : name
    try {
      pages.push(...importPage(shown, readFileSync(file, 'utf8')))
    } catch (error) {
      refused.push({ file: shown, reason: reasonOf(error) })
    }
  }
  return { pages, refused }
}
