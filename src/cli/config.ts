import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  didYouMean,
  readSetting,
  SettingError,
  type SettingName,
  type Settings,
  settingNames,
  settings,
} from '../simulator/settings.ts'
import { type FlagTable, type FlagValues, kebab } from './flags.ts'
import { UsageError } from './usage-error.ts'

/** The one place that reads the environment and the config file. Flag before variable before file. */

const CONFIG_FILES = ['stuntdouble.config.json', 'stuntdouble.config.yaml', 'stuntdouble.config.yml']

type Given = Partial<Record<SettingName, unknown>>

/** Every setting as a flag. */
export const SETTING_FLAGS: FlagTable = Object.fromEntries(
  settingNames.map((name) => {
    const { short, form, about, repeatable } = settings[name]
    return [
      kebab(name),
      { about, ...(short && { short }), ...(form && { form }), ...(repeatable && { repeatable }) },
    ]
  }),
)

const settingOf = (flag: string): SettingName | undefined => settingNames.find((name) => kebab(name) === flag)

/** The variable a setting is read from. */
export const variableOf = (name: SettingName): string =>
  settings[name].variable ?? `STUNTDOUBLE_${kebab(name).toUpperCase().replaceAll('-', '_')}`

const fromFlags = (values: FlagValues): Given =>
  Object.fromEntries(
    Object.entries(values).flatMap(([flag, value]) => {
      const name = settingOf(flag)
      return name === undefined ? [] : [[name, readSetting(name, value, `--${flag}`)]]
    }),
  )

const fromEnvironment = (environment: NodeJS.ProcessEnv): Given => {
  const variables = settingNames.map(variableOf)
  for (const given of Object.keys(environment)) {
    if (!given.startsWith('STUNTDOUBLE_') || variables.includes(given) || given === 'STUNTDOUBLE_CONFIG')
      continue
    // Others may have variables that begin so; a near miss is a typing error.
    const hint = didYouMean(given, variables)
    if (hint !== '.') throw new UsageError(`There is no variable ${given}${hint}`)
  }
  return Object.fromEntries(
    settingNames.flatMap((name) => {
      const variable = variableOf(name)
      const value = environment[variable]
      return value === undefined || value === '' ? [] : [[name, readSetting(name, value, variable)]]
    }),
  )
}

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`The config file ${file} cannot be read: ${(error as Error).message}.`)
  }
}

const fromFile = async (file: string): Promise<Given> => {
  const text = readText(file)
  // JSON is YAML too, and this parser knows the line of every key.
  const { LineCounter, isMap, isScalar, parseDocument } = await import('yaml')
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number | undefined): string => `${file}:${lines.linePos(offset ?? 0).line}`
  const problem = document.errors[0]
  if (problem !== undefined) throw new UsageError(`${at(problem.pos[0])}: ${problem.message}.`)
  if (document.contents === null) return {}
  if (!isMap(document.contents))
    throw new UsageError(`${at(0)}: a config file is a list of settings, name: value.`)
  const given: Given = {}
  for (const { key, value } of document.contents.items) {
    const word = isScalar(key) ? String(key.value) : String(key)
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
  return given
}

/**
 * The settings of a command: flag before variable before config file before default.
 * @throws UsageError naming the flag, variable or line that is wrong
 */
export const readConfig = async (
  values: FlagValues,
  environment: NodeJS.ProcessEnv = process.env,
  folder: string = process.cwd(),
): Promise<Partial<Settings>> => {
  const named = typeof values.config === 'string' ? values.config : environment.STUNTDOUBLE_CONFIG
  const file = named ?? CONFIG_FILES.map((name) => join(folder, name)).find(existsSync)
  try {
    const given = {
      ...(file === undefined ? {} : await fromFile(file)),
      ...fromEnvironment(environment),
      ...fromFlags(values),
    }
    return given as Partial<Settings>
  } catch (error) {
    throw error instanceof SettingError ? new UsageError(error.message) : error
  }
}
