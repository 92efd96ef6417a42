import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { readBounded } from '../../basics/read-bounded.ts'
import type { ImportedPage } from '../../pages/imported-page.ts'
import type { FlagTable, FlagValues } from '../flags/flags.ts'
import type { HelpText } from '../flags/help.ts'
import { EXIT, UsageError } from '../flags/usage-error.ts'
import { fileAt, type Io } from '../terminal/io.ts'

export const IMPORT_FLAGS: FlagTable = {
  into: {
    placeholder: 'folder',
    form: 'a folder',
    about: 'write a contract per page there, for stuntdouble start --models',
  },
  json: { about: 'print one JSON object per page: the contract, and what is odd on the page' },
  types: {
    about:
      'write a .d.ts that makes stuntdouble/client take the models: into the folder, else to standard output',
  },
}

export const IMPORT_HELP: HelpText = {
  usage: 'stuntdouble import PAGE… [flags]',
  about:
    "Turns a provider's documentation pages (files, folders, or - for standard input) into contracts. Reads Kie's Markdown and " +
    'playground text, pages of either provider with OpenAPI in them, and OpenAPI itself, YAML or JSON.\n' +
    'A page that describes no create call is refused: the others are imported, and the exit code is 2.',
  examples: [
    ['stuntdouble import veo-3.md', 'prints what can be read from a page'],
    ['stuntdouble import pages --into models && stuntdouble --models models', 'serves them'],
  ],
}

/** The names of more files than this are not listed. */
const MOST_NAMES = 10

const LARGEST_BYTES = 8 * 1024 * 1024

const textOf = (file: string, io: Io): string => {
  const path = fileAt(io, file)
  try {
    const text = file === '-' ? io.stdin(LARGEST_BYTES) : readBounded(path, LARGEST_BYTES)
    if (text === undefined) throw new Error('it is larger than any page')
    return text
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new UsageError(`There is no page ${file}.`)
    const why =
      code === 'EISDIR' ? 'it is a folder; stuntdouble start --models reads folders' : (code ?? message)
    throw new UsageError(`The page ${file} cannot be read: ${why}.`)
  }
}

interface Imported {
  readonly pages: readonly ImportedPage[]
  /** One sentence per page that cannot be imported. */
  readonly refusals: readonly string[]
  readonly files: number
}

/** The files of an argument: the file itself, or every page in a folder. */
const filesAt = async (word: string, io: Io): Promise<readonly string[]> => {
  const path = fileAt(io, word)
  if (word === '-' || !statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [word]
  const { pageFilesAt } = await import('../../pages/text/page-files.ts')
  return pageFilesAt(path).map((file) => join(word, relative(path, file.path)))
}

const importAll = async (words: readonly string[], io: Io): Promise<Imported> => {
  const { importPage } = await import('../../pages/import-page.ts')
  const { reasonOf } = await import('../../simulator/models/library.ts')
  const files = (await Promise.all(words.map((word) => filesAt(word, io)))).flat()
  const refusals: string[] = []
  const pages = files.flatMap((file) => {
    try {
      return importPage(file === '-' ? 'standard input' : file, textOf(file, io))
    } catch (error) {
      refusals.push(error instanceof UsageError ? error.message : reasonOf(error))
      return []
    }
  })
  return { pages, refusals, files: files.length }
}

/** Imports pages: prints them, writes them, or both. Returns the exit code. */
export const importPages = async (values: FlagValues, io: Io): Promise<number> => {
  const files = Array.isArray(values.words) ? (values.words as readonly string[]) : []
  if (files.length === 0)
    throw new UsageError('Name a page: stuntdouble import page.md, or - for standard input.')
  const imported = await importAll(files, io)
  const { pages } = imported
  if (imported.files === 0) throw new UsageError(`There is no page in ${files.join(', ')}.`)
  if (pages.length === 0) return ended(imported, io)
  const written =
    typeof values.into === 'string' ? await write(pages, fileAt(io, values.into), values.types === true) : []
  if (values.json) {
    const { shownPage } = await import('../../pages/imported-page.ts')
    for (const page of pages) io.stdout.write(`${JSON.stringify(shownPage(page))}\n`)
    return ended(imported, io)
  }
  if (values.types && values.into === undefined) {
    const { requestTypes } = await import('../../pages/types/request-types.ts')
    io.stdout.write(requestTypes(pages))
    return ended(imported, io)
  }
  io.stdout.write(pages.map(summary).join('\n'))
  if (written.length > 0)
    io.stdout.write(
      written.length > MOST_NAMES
        ? `\nWrote ${written.length} files into ${values.into}.\n`
        : `\nWrote ${written.join(', ')}.\n`,
    )
  return ended(imported, io)
}

/** Lists what was refused, below it the result as a whole; returns the exit code. */
const ended = async ({ pages, refusals, files }: Imported, io: Io): Promise<number> => {
  const { exampleNotes } = await import('../../pages/example-notes.ts')
  for (const line of [...exampleNotes(pages), ...refusals]) io.stderr.write(`stuntdouble: ${line}\n`)
  if (files > 1)
    io.stderr.write(
      `stuntdouble: ${counted(files, 'file')}, ${counted(pages.length, 'contract')}, ${refusals.length} refused.\n`,
    )
  return refusals.length === 0 ? EXIT.ok : EXIT.usage
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

const summary = ({ file, provider, models, path, baseUrl, problems, output }: ImportedPage): string => {
  const lines = problems.map(
    ({ severity, place, message }) => `  ${severity.padEnd(8)} ${place}: ${message}\n`,
  )
  return `${models.join(', ')}\n  ${provider}, ${output}: POST ${baseUrl}${path}, from ${file}\n${lines.join('')}`
}

const fileName = ({ provider, models }: ImportedPage): string =>
  `${provider}.${(models[0] ?? 'model').replaceAll(/[^\w.-]+/g, '-').slice(0, 120)}`

const isOfAnotherPage = (path: string, { file }: ImportedPage): boolean => {
  try {
    const written = JSON.parse(readFileSync(path, 'utf8')) as {
      readonly 'x-stuntdouble'?: { readonly page?: string }
    }
    const page = written['x-stuntdouble']?.page
    return page !== undefined && resolve(page) !== resolve(file)
  } catch {
    return false
  }
}

const write = async (
  pages: readonly ImportedPage[],
  folder: string,
  hasTypes: boolean,
): Promise<readonly string[]> => {
  const { writtenDocument } = await import('../../pages/written-document.ts')
  const { requestTypes } = await import('../../pages/types/request-types.ts')
  const files = new Map<string, string>()
  for (const page of pages) {
    let name = fileName(page)
    // A page that is imported again overwrites its own file; another page that begins with the same model gets one that
    // sorts behind it.
    const isTaken = (): boolean =>
      files.has(`${name}.json`) || isOfAnotherPage(join(folder, `${name}.json`), page)
    for (let count = 2; isTaken(); count += 1) name = `${fileName(page)}~${count}`
    files.set(`${name}.json`, `${JSON.stringify(writtenDocument(page), null, 2)}\n`)
    if (hasTypes) files.set(`${name}.d.ts`, requestTypes([page]))
  }
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true })
    for (const [name, text] of files) writeFileSync(join(folder, name), text)
  } catch (error) {
    throw new UsageError(`Cannot write into ${folder}: ${(error as Error).message}.`)
  }
  return [...files.keys()].map((name) => join(folder, name))
}
