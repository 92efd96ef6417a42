import { readFileSync } from 'node:fs'
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import { didYouMean } from '../simulator/did-you-mean.ts'
import { readSetting, type SettingName, settingNames } from '../simulator/settings.ts'
import { kebab } from './flags.ts'
import { UsageError } from './usage-error.ts'

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`The config file ${file} cannot be read: ${(error as Error).message}.`)
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
    const native =
      typeof value === 'object' && value !== null && 'toJS' in value ? value.toJS(document) : value
    given[name] = readSetting(name, native, `${place}: ${word}`)
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
