import { createHash } from 'node:crypto'
import { importPage } from './import-page.ts'
import type { ImportedPage } from './imported-page.ts'

/** What was read before in this process, by name and text: tests start one simulator after another on the same folder. */
const remembered = new Map<string, readonly ImportedPage[]>()
const MOST_REMEMBERED = 500

/**
 * The same as `importPage`, but a text that this process has read before is not read again.
 * @param read reads it, where some of the work is done already
 * @throws PageRefusal when it describes no create call, saying what it seems to be
 * @throws PageError when it cannot be read, saying where and what was expected there
 */
export const rememberedPages = (
  file: string,
  raw: string,
  read: () => readonly ImportedPage[] = () => importPage(file, raw),
): readonly ImportedPage[] => {
  const key = createHash('sha256').update(`${file}\n${raw}`).digest('base64')
  const pages = remembered.get(key) ?? read()
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  remembered.set(key, pages)
  return pages
}
