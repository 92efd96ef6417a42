import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parsedJson } from '../../contracts/check/json.ts'
import { fileName, filesIn, type StateFile, type StateFiles } from './folder.ts'
import type { StateImage } from './image.ts'
import { recordSchema, STATE_VERSION, type StateRecord } from './records.ts'
import { StateError } from './state-error.ts'

/** The first line of every file. */
export interface FileHeader {
  readonly stuntdouble: 'state'
  readonly version: number
  readonly seed: number
}

/** The last line of a snapshot. */
export const END = { is: 'end' } as const

type Line = StateRecord | FileHeader | typeof END

const CHUNK = 4 * 1024 * 1024
/** A line holds one record, whose body has at most a megabyte. */
const LONGEST_LINE = 64 * 1024 * 1024
const NEWLINE = 10

/** The bytes of a file in pieces that end with a line; the last one may not. */
function* piecesOf(path: string): Generator<Buffer> {
  // Opening a pipe would wait for whoever writes into it, and a device may never end.
  if (!statSync(path).isFile())
    throw new StateError(`${path} is not a file; remove it, or name another folder with --state.`)
  const file = openSync(path, 'r')
  let buffer = Buffer.alloc(CHUNK)
  let held = 0
  try {
    for (;;) {
      if (held >= LONGEST_LINE)
        throw new StateError(`${path} has a line of more than ${LONGEST_LINE} bytes. Nothing was changed.`)
      if (held === buffer.length) buffer = Buffer.concat([buffer, Buffer.alloc(buffer.length)])
      const read = readSync(file, buffer, held, buffer.length - held, null)
      if (read === 0) break
      held += read
      const end = buffer.lastIndexOf(NEWLINE, held - 1) + 1
      if (end === 0) continue
      yield buffer.subarray(0, end)
      buffer.copyWithin(0, end, held)
      held -= end
    }
    if (held > 0) yield buffer.subarray(0, held)
  } finally {
    closeSync(file)
  }
}

/** The value on a line; undefined when it is not JSON. */
const jsonIn = (line: string): Line | undefined => {
  const value = parsedJson(line)
  return typeof value === 'object' && value !== null ? (value as Line) : undefined
}

const COMMA = 44
const [OPEN, CLOSE] = [91, 93]

/**
 * All lines of a piece at once, as a JSON list, which is several times faster; undefined where one of them is damaged.
 * A line end within a text is escaped, so each byte of that kind is one between two records.
 */
const valuesOf = (piece: Buffer): readonly Line[] | undefined => {
  const list = Buffer.allocUnsafe(piece.length + 1)
  list[0] = OPEN
  piece.copy(list, 1)
  for (let end = list.indexOf(NEWLINE); end !== -1; end = list.indexOf(NEWLINE, end + 1)) list[end] = COMMA
  list[piece.length] = CLOSE
  return parsedJson(list.toString()) as readonly Line[] | undefined
}

/** Reads one file. Returns how many bytes at its end are not whole. @throws StateError when it is damaged elsewhere */
const readLines = (folder: string, name: string, take: (line: Line) => void): number => {
  let lines = 0
  let torn: { readonly bytes: number; readonly line: number } | undefined
  const damaged = (line: number): StateError =>
    new StateError(
      `${join(folder, name)} is damaged at line ${line}. Nothing was changed; put the file back from a copy, or name another folder with --state.`,
    )
  for (const piece of piecesOf(join(folder, name))) {
    const values = torn === undefined && piece.at(-1) === NEWLINE ? valuesOf(piece) : undefined
    if (values !== undefined) {
      lines += values.length
      for (const value of values) take(value)
      continue
    }
    for (const line of piece.toString('utf8').split('\n')) {
      if (line === '') continue
      lines += 1
      if (torn !== undefined) throw damaged(torn.line)
      const value = jsonIn(line)
      if (value === undefined) torn = { bytes: Buffer.byteLength(line), line: lines }
      else take(value)
    }
  }
  return torn?.bytes ?? 0
}

/** @throws StateError when this is not the header of a file that can be read here */
export const checkHeader = (place: string, value: unknown): FileHeader => {
  const header = value as Partial<FileHeader> | undefined
  if (header?.stuntdouble !== 'state' || typeof header.version !== 'number')
    throw new StateError(`${place} is not a state of stuntdouble. Nothing was changed.`)
  if (header.version > STATE_VERSION)
    throw new StateError(
      `${place} was written by a newer stuntdouble (format ${header.version}; this one reads ${STATE_VERSION}). Nothing was changed; use the newer one, or name another folder with --state.`,
    )
  return header as FileHeader
}

/** The records that are many are checked where they are read: a million of them go through here. */
const isChecked = ({ is }: StateRecord): boolean => is === 'task' || is === 'reads'

const readFile = (folder: string, kind: StateFile, number: number, image: StateImage): FileSummary => {
  const name = fileName(kind, number)
  const place = join(folder, name)
  let header: FileHeader | undefined
  let isEnded = false
  const tornBytes = readLines(folder, name, (line) => {
    if (header === undefined) header = checkHeader(place, line)
    else if ('is' in line && line.is === 'end') isEnded = true
    else takeChecked(image, place, line as StateRecord)
  })
  if (kind === 'snapshot' && !isEnded)
    throw new StateError(
      `${place} is not whole. Nothing was changed; put the file back from a copy, or name another folder with --state.`,
    )
  return { name, tornBytes }
}

const takeChecked = (image: StateImage, place: string, record: StateRecord): void => {
  try {
    if (!isChecked(record) && !recordSchema.safeParse(record).success)
      throw new StateError(`${JSON.stringify(record).slice(0, 100)} is not one of its records`)
    image.take(record)
  } catch (error) {
    if (!(error instanceof StateError)) throw error
    throw new StateError(`${place} cannot be read: ${error.message}. Nothing was changed.`)
  }
}

interface FileSummary {
  readonly name: string
  readonly tornBytes: number
}

export interface FolderContents extends StateFiles {
  /** What the user should know, a sentence each. */
  readonly notes: readonly string[]
}

const noteOn = (folder: string, { name, tornBytes }: FileSummary): string =>
  `the last ${tornBytes} bytes of ${join(folder, name)} are not whole, as the process was ended while it wrote them; the rest was read.`

const namesIn = ({ snapshot, logs }: StateFiles): readonly string[] => [
  ...(snapshot > 0 ? [fileName('snapshot', snapshot)] : []),
  ...logs.map((number) => fileName('log', number)),
]

/** The seed that a folder was last used with; undefined in a new one. */
export const seedIn = (folder: string): number | undefined => {
  for (const name of namesIn(filesIn(folder)).toReversed()) {
    const [first] = piecesOf(join(folder, name))
    const value = jsonIn(first?.toString('utf8').split('\n')[0] ?? '')
    if (value !== undefined) return checkHeader(join(folder, name), value).seed
  }
  return undefined
}

/** Reads all that a folder keeps into an image. @throws StateError when something in it cannot be read here */
export const readFolder = (folder: string, image: StateImage): FolderContents => {
  const files = filesIn(folder)
  const read = [
    ...(files.snapshot > 0 ? [readFile(folder, 'snapshot', files.snapshot, image)] : []),
    ...files.logs.map((number) => readFile(folder, 'log', number, image)),
  ]
  return {
    ...files,
    notes: read.filter(({ tornBytes }) => tornBytes > 0).map((file) => noteOn(folder, file)),
  }
}
