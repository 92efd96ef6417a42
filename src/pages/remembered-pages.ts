import { createHash } from 'node:crypto'
import { importPage } from './import-page.ts'
import { type ImportedPage, PageRefusal } from './imported-page.ts'

type Reading = { readonly pages: readonly ImportedPage[] } | { readonly refusal: PageRefusal }

/** What was read before in this process, by name and text: tests start one simulator after another on the same folder. */
const remembered = new Map<string, Reading>()
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
  const reading = remembered.get(key) ?? readingBy(read)
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  remembered.set(key, reading)
  if ('refusal' in reading) throw reading.refusal
  return reading.pages
}

/** Beside the pages of models, a folder may hold others: they are refused each time, and read once. */
const readingBy = (read: () => readonly ImportedPage[]): Reading => {
  try {
    return { pages: read() }
  } catch (error) {
    if (error instanceof PageRefusal) return { refusal: error }
    throw error
  }
}
