import { readdirSync, type Stats, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { SettingError } from '../settings.ts'

const ENDINGS = new Set(['.md', '.mdx', '.markdown', '.txt', '.yaml', '.yml', '.json'])
const MOST_FILES = 2_000

/** A file that may be a page. */
export interface PageFile {
  readonly path: string
  /** Another one when the file is another. */
  readonly stamp: string
}

/** Who looks for pages where nothing can be looked at. */
type OnAbsent = (words: string) => void

/** What the system calls its error: `EACCES`; an error of ours goes on. */
export const systemCodeOf = (error: unknown): string => {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  throw error
}

const stampOf = ({ mtimeMs, size, ino }: Stats): string => `${mtimeMs} ${size} ${ino}`

const isPageName = (name: string): boolean =>
  ENDINGS.has(extname(name).toLowerCase()) && !/(^|[/\\])(\.|node_modules)/.test(name)

const filesBelow = (folder: string): readonly PageFile[] => {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isPageName).sort()
  if (found.length > MOST_FILES)
    throw new SettingError(`--models: ${folder} has more than ${MOST_FILES} files.`, ['models'])
  return found.flatMap((name) => {
    const path = join(folder, name)
    const facts = statSync(path, { throwIfNoEntry: false })
    return facts?.isFile() ? [{ path, stamp: stampOf(facts) }] : []
  })
}

/**
 * Every file that may be a page below these folders (or that is one of them), by name.
 * @param onAbsent told of folders that are not there or cannot be read
 * @throws SettingError when a folder has too many
 */
export const pageFiles = (folders: readonly string[], onAbsent: OnAbsent): readonly PageFile[] =>
  folders.flatMap((folder) => {
    try {
      const facts = statSync(folder)
      return facts.isDirectory() ? filesBelow(folder) : [{ path: folder, stamp: stampOf(facts) }]
    } catch (error) {
      if (error instanceof SettingError) throw error
      const code = systemCodeOf(error)
      onAbsent(
        code === 'ENOENT'
          ? `--models: there is no folder ${folder}.`
          : `--models: ${folder} cannot be read (${code}).`,
      )
      return []
    }
  })
