import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  didYouMean,
  flagNames,
  readSetting,
  SettingError,
  type SettingName,
  type Settings,
  settings,
} from '../simulator/settings.ts'
import { type FlagTable, type FlagValues, kebab } from './flags.ts'
import { UsageError } from './usage-error.ts'

/** The one place that reads the environment and the config file. Flag before variable before file. */

const CONFIG_FILES = ['stuntdouble.config.json', 'stuntdouble.config.yaml', 'stuntdouble.config.yml']

/** Settings by name, read but without their defaults. */
export type Given = Partial<Record<SettingName, unknown>>

/** Every setting as a flag. */
export const SETTING_FLAGS: FlagTable = Object.fromEntries(
  flagNames.map((name) => {
    const { short, form, about, repeatable } = settings[name]
    return [
      kebab(name),
      { about, ...(short && { short }), ...(form && { form }), ...(repeatable && { repeatable }) },
    ]
  }),
)

const settingOf = (flag: string): SettingName | undefined => flagNames.find((name) => kebab(name) === flag)

const PREFIX = 'STUNTDOUBLE_'

/** The variable a setting is read from. */
export const variableOf = (name: SettingName): string =>
  settings[name].variable ?? PREFIX + kebab(name).toUpperCase().replaceAll('-', '_')

const fromFlags = (values: FlagValues): Given =>
  Object.fromEntries(
    Object.entries(values).flatMap(([flag, value]) => {
      const name = settingOf(flag)
      return name === undefined ? [] : [[name, readSetting(name, value, `--${flag}`)]]
    }),
  )

const fromEnvironment = (environment: NodeJS.ProcessEnv): Given => {
  const variables = flagNames.map(variableOf)
  const words = variables.filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length))
  for (const given of Object.keys(environment)) {
    if (!given.startsWith(PREFIX) || variables.includes(given) || given === 'STUNTDOUBLE_CONFIG') continue
    // Others may have variables that begin so (STUNTDOUBLE_URL); a near miss is a typing error. The beginning all share
    // says nothing about how near.
    const hint = didYouMean(given.slice(PREFIX.length), words)
    if (hint !== '.')
      throw new UsageError(`There is no variable ${given}${hint.replace('mean ', `mean ${PREFIX}`)}`)
  }
  return Object.fromEntries(
    flagNames.flatMap((name) => {
      const variable = variableOf(name)
      const value = environment[variable]
      return value === undefined || value === '' ? [] : [[name, readSetting(name, value, variable)]]
    }),
  )
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
      ...(file === undefined ? {} : await (await import('./config-file.ts')).readConfigFile(file)),
      ...fromEnvironment(environment),
      ...fromFlags(values),
    }
    return given as Partial<Settings>
  } catch (error) {
    throw error instanceof SettingError ? new UsageError(error.message) : error
  }
}
