import { readFileSync } from 'node:fs'

const startOf = (name: string): string => `<!-- ${name}: written by \`npm run generate\` -->`
const endOf = (name: string): string => `<!-- end of ${name} -->`

/** The part of a document that a generator writes, without its marks; undefined where it has none of this name. */
export const markedPart = (document: string, name: string): string | undefined =>
  document.split(startOf(name))[1]?.split(endOf(name))[0]?.trim()

/**
 * The document with the part between two marks replaced.
 * @param name as in `<!-- flags: written by … -->` and `<!-- end of flags -->`
 */
export const withMarkedPart = (document: string, name: string, text: string): string => {
  const [start, end] = [startOf(name), endOf(name)]
  const [before, rest] = document.split(start)
  const after = rest?.split(end)[1]
  if (after === undefined) throw new Error(`A document has lost a mark: ${start} … ${end}`)
  return `${before}${start}\n\n${text}\n\n${end}${after}`
}

/** A file of the checkout whose marked parts are brought up to date. */
export const documentWith = (
  file: string,
  parts: Readonly<Record<string, string>>,
): readonly [string, string] => [
  file,
  Object.entries(parts).reduce(
    (text, [name, part]) => withMarkedPart(text, name, part),
    readFileSync(file, 'utf8'),
  ),
]
