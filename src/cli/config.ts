import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createProviders } from '../simulator/providers/index.ts'
import { Scenarios } from '../simulator/scenarios/registry.ts'
import {
  didYouMean,
  flagNames,
  readSetting,
  resolveSettings,
  SettingError,
  type SettingName,
  type Settings,
  settings,
} from '../simulator/settings.ts'
import type { ConfigFile } from './config-file.ts'
import { type FlagTable, type FlagValues, kebab } from './flags.ts'
import { type Environment, fileAt, type Place } from './io.ts'
import { UsageError } from './usage-error.ts'

/** The one place that reads the environment and the config file. Flag before variable before file. */

const CONFIG_FILES = ['stuntdouble.config.json', 'stuntdouble.config.yaml', 'stuntdouble.config.yml']

/** Settings by name, read but without their defaults. */
export type Given = Partial<Record<SettingName, unknown>>

const shownDefault = (name: SettingName): string | undefined => {
  const { form, default: value } = settings[name]
  if (form === undefined || value === undefined || (typeof value === 'object' && !Array.isArray(value)))
    return undefined
  return Array.isArray(value) ? value.map((ms) => `${ms}ms`).join(',') : String(value)
}

/** Every setting as a flag. */
export const SETTING_FLAGS: FlagTable = Object.fromEntries(
  flagNames.map((name) => {
    const { short, form, about, repeatable } = settings[name]
    const byDefault = shownDefault(name)
    return [
      kebab(name),
      {
        about,
        ...(short && { short }),
        ...(form && { form }),
        ...(repeatable && { repeatable }),
        ...(byDefault && { byDefault }),
      },
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

const fromEnvironment = (environment: Environment): Given => {
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

/** The scenarios that these settings know. @throws SettingError */
export const scenariosOf = (given: Given): Scenarios => {
  const settings = resolveSettings(given)
  return new Scenarios({ settings, providers: createProviders(settings) })
}

/** What is wrong with a scenario, with the line where it stands in the file, if it does. */
const located = ({ path, message }: SettingError, given: Given, file: ConfigFile | undefined): string => {
  const [root] = path
  const name = root as SettingName | undefined
  const isOfFile = name !== undefined && file !== undefined && file.given[name] !== undefined
  return isOfFile && file.given[name] === given[name] ? `${file.placeOf(path)}: ${message}` : message
}

/**
 * The settings of a command: flag before variable before config file before default.
 * @throws UsageError naming the flag, variable or line that is wrong
 */
export const readConfig = async (values: FlagValues, place: Place): Promise<Partial<Settings>> => {
  const named = typeof values.config === 'string' ? values.config : place.env.STUNTDOUBLE_CONFIG
  const path = named ?? CONFIG_FILES.map((name) => join(place.cwd, name)).find(existsSync)
  let given: Given = {}
  let file: ConfigFile | undefined
  try {
    if (path !== undefined) file = (await import('./config-file.ts')).readConfigFile(fileAt(place, path))
    given = { ...file?.given, ...fromEnvironment(place.env), ...fromFlags(values) }
    scenariosOf(given)
    const { models, ...others } = given as Partial<Settings>
    return models === undefined ? others : { ...others, models: models.map((name) => fileAt(place, name)) }
  } catch (error) {
    throw error instanceof SettingError ? new UsageError(located(error, given, file)) : error
  }
}
