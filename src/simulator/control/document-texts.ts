import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The documents by name, `clock.md`. */
export type DocumentTexts = ReadonlyMap<string, string>

const inFolder = (folder: string): DocumentTexts =>
  new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  )

/** The documents in one text, where `<!-- docs/clock.md -->` stands before each; see `scripts/llms-doc.ts`. */
export const documentsIn = (text: string): DocumentTexts =>
  new Map(
    text.split(/^<!-- (?=[\w/]*[\w-]+\.md -->$)/m).flatMap((part) => {
      const [, name, document] = /^docs\/([\w-]+\.md) -->\n(.*)$/s.exec(part) ?? []
      return name === undefined || document === undefined ? [] : [[name, document]]
    }),
  )

/**
 * The text of every document, none where they are missing. A checkout has a file of each in `docs/`; the package has them
 * once, in the file that language models read.
 * @param start the folder from which upwards they are looked for
 */
export const documentTexts = (start = dirname(fileURLToPath(import.meta.url))): DocumentTexts => {
  const file = join(start, 'llms-full.txt')
  if (existsSync(file)) return documentsIn(readFileSync(file, 'utf8'))
  const folder = join(start, 'docs')
  if (existsSync(join(folder, 'getting-started.md'))) return inFolder(folder)
  const parent = dirname(start)
  return parent === start ? new Map() : documentTexts(parent)
}
