import { readFileSync, statSync } from 'node:fs'
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import { didYouMean } from '../../basics/did-you-mean.ts'
import { readSetting, type SettingName, settingNames } from '../../simulator/settings.ts'
import { kebab } from '../flags/flags.ts'
import { UsageError } from '../flags/usage-error.ts'

/** More than anybody writes: the reader compares every name with all before it. */
const LONGEST_FILE_BYTES = 512 * 1024

const readText = (file: string): string => {
  try {
    const facts = statSync(file)
    if (!facts.isFile()) throw new Error('it is not a file')
    if (facts.size > LONGEST_FILE_BYTES) throw new Error(`it has more than ${LONGEST_FILE_BYTES} bytes`)
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new UsageError(`There is no config file ${file}.`)
    throw new UsageError(`The config file ${file} cannot be read: ${message}.`)
  }
}

/** Settings by name, read but without their defaults. */
export type Given = Partial<Record<SettingName, unknown>>

/** The settings of a config file. */
export interface ConfigFile {
  readonly given: Given
  /** File and line of a path: `config.yaml:7`. As deep as the file goes. */
  readonly placeOf: (path: readonly (string | number)[]) => string
}

const wordOf = (key: unknown): string => (isScalar(key) ? String(key.value) : String(key))

/** A value as JavaScript has it. @throws UsageError on aliases that never end, or that come to more than anybody writes */
const nativeOf = (value: unknown, document: Document, place: string): unknown => {
  try {
    const native: unknown =
      typeof value === 'object' && value !== null && 'toJS' in value ? (value as Node).toJS(document) : value
    JSON.stringify(native)
    return native
  } catch (error) {
    throw new UsageError(
      `${place} cannot be read: its aliases lead back to themselves or to too much (${(error as Error).message.split('\n')[0]}).`,
    )
  }
}

/** Reads a config file, JSON or YAML. @throws UsageError naming file and line */
export const readConfigFile = (file: string): ConfigFile => {
  const text = readText(file)
  // JSON is YAML too, and this parser knows the line of every key.
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number | undefined): string => `${file}:${lines.linePos(offset ?? 0).line}`
  const problem = document.errors[0]
  if (problem !== undefined) throw new UsageError(`${at(problem.pos[0])}: ${problem.message}.`)
  if (document.contents === null) return { given: {}, placeOf: () => at(0) }
  if (!isMap(document.contents))
    throw new UsageError(`${at(0)}: a config file is a list of settings, name: value.`)
  const given: Given = {}
  for (const { key, value } of document.contents.items) {
    const word = wordOf(key)
    if (word === '$schema') continue
    const place = at(isScalar(key) ? key.range?.[0] : undefined)
    const name = settingNames.find((candidate) => candidate === word || kebab(candidate) === word)
    if (name === undefined) {
      throw new UsageError(
        `${place}: there is no setting ${JSON.stringify(word)}${didYouMean(word, settingNames)}`,
      )
    }
    given[name] = readSetting(name, nativeOf(value, document, `${place}: ${word}`), `${place}: ${word}`)
  }
  const placeOf = (path: readonly (string | number)[]): string => {
    let node: unknown = document.contents
    let offset: number | undefined
    for (const step of path) {
      if (isAlias(node)) node = node.resolve(document)
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => wordOf(key) === step || wordOf(key) === kebab(String(step)))
        offset = isScalar(pair?.key) ? pair.key.range?.[0] : offset
        node = pair?.value
      } else if (isSeq(node)) {
        node = node.items[Number(step)]
        offset = (node as Node | undefined)?.range?.[0] ?? offset
      } else break
    }
    return at(offset)
  }
  return { given, placeOf }
}
