import { readdirSync, type Stats, statSync } from 'node:fs'
import { extname, join } from 'node:path'

const ENDINGS = new Set(['.md', '.mdx', '.markdown', '.txt', '.yaml', '.yml', '.json'])
const MOST_FILES = 2_000

/** A file that may be a page. */
export interface PageFile {
  readonly path: string
  /** Another one when the file is another. */
  readonly stamp: string
}

const stampOf = ({ mtimeMs, size, ino }: Stats): string => `${mtimeMs} ${size} ${ino}`

const isPageName = (name: string): boolean =>
  ENDINGS.has(extname(name).toLowerCase()) && !/(^|[/\\])(\.|node_modules)/.test(name)

/** The names of possible pages below a folder. Links to folders are not followed: one may lead to the whole disk. */
const namesBelow = (folder: string, prefix = ''): string[] =>
  readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const name = join(prefix, entry.name)
    if (entry.isDirectory()) return /^\.|^node_modules$/.test(entry.name) ? [] : namesBelow(folder, name)
    return isPageName(name) ? [name] : []
  })

/**
 * The files below a folder that may be pages, by name; of a file itself, only that.
 * @throws RangeError when the folder has too many; the system's error when there is no such folder or file
 */
export const pageFilesAt = (path: string): readonly PageFile[] => {
  const facts = statSync(path)
  if (facts.isFile()) return [{ path, stamp: stampOf(facts) }]
  if (!facts.isDirectory()) throw new RangeError(`${path} is neither a file nor a folder`)
  const found = namesBelow(path).sort()
  if (found.length > MOST_FILES) throw new RangeError(`${path} has more than ${MOST_FILES} files`)
  return found.flatMap((name) => {
    const file = join(path, name)
    const own = statSync(file, { throwIfNoEntry: false })
    return own?.isFile() ? [{ path: file, stamp: stampOf(own) }] : []
  })
}
