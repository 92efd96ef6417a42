import { join } from 'node:path'
import { nearest } from '../../basics/did-you-mean.ts'
import { formOf, SettingError, shownValue } from '../../basics/setting.ts'
import { onOff } from '../../basics/setting-kinds.ts'
import {
  flagNames,
  readSetting,
  type SettingName,
  type Settings,
  settingTable,
} from '../../simulator/settings.ts'
import { type Flag, type FlagTable, type FlagValues, kebab } from '../flags/flags.ts'
import { FlagError, UsageError } from '../flags/usage-error.ts'
import { type Environment, fileAt, type SettingSources } from '../terminal/io.ts'
import type { ConfigFile, Given } from './config-file.ts'
import { configFilesIn, VARIABLE_PREFIX as PREFIX } from './config-place.ts'

/** The one place that reads the environment and the config file. Flag before variable before file. */

const isNothing = (value: unknown): boolean =>
  value === undefined || value === false || (Array.isArray(value) && value.length === 0)

/** A setting's default as a user would type it; undefined if there is none, or if the description states it. */
export const defaultText = (name: SettingName): string | undefined => {
  const { kind, default: usual, about } = settingTable[name]
  return isNothing(usual) || about.includes('default') ? undefined : shownValue(kind, usual)
}

/** Every setting as a flag. */
export const SETTING_FLAGS: FlagTable = Object.fromEntries(
  flagNames.map((name) => {
    const { short, kind, about, repeatable, group } = settingTable[name]
    const byDefault = defaultText(name)
    const flag: Flag = {
      about,
      group,
      ...(kind !== onOff && { form: formOf(kind), placeholder: kind.placeholder }),
      ...(short !== undefined && { short }),
      ...(repeatable && { repeatable }),
      ...(byDefault !== undefined && { byDefault }),
    }
    return [kebab(name), flag]
  }),
)

const { host: _host, port: _port, ...others } = SETTING_FLAGS

/** Those of a simulator that is started beside something else, which decides where it listens. */
export const SIMULATOR_FLAGS: FlagTable = others

const settingOf = (flag: string): SettingName | undefined => flagNames.find((name) => kebab(name) === flag)

/** The variable a setting is read from. */
export const variableOf = (name: SettingName): string =>
  settingTable[name].variable ?? PREFIX + kebab(name).toUpperCase().replaceAll('-', '_')

const readFlag = (name: SettingName, value: unknown, flag: string): unknown => {
  try {
    return readSetting(name, value, `--${flag}`)
  } catch (error) {
    throw error instanceof SettingError ? new FlagError(error.message) : error
  }
}

const fromFlags = (values: FlagValues): Given =>
  Object.fromEntries(
    Object.entries(values).flatMap(([flag, value]) => {
      const name = settingOf(flag)
      return name === undefined ? [] : [[name, readFlag(name, value, flag)]]
    }),
  )

const fromEnvironment = (environment: Environment): Given => {
  const variables = flagNames.map(variableOf)
  const words = variables.filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length))
  for (const given of Object.keys(environment)) {
    if (!given.startsWith(PREFIX) || variables.includes(given) || given === 'STUNTDOUBLE_CONFIG') continue
    // Others may have variables with this prefix (STUNTDOUBLE_URL), so only a near miss is a typing error. The shared
    // prefix does not count.
    const meant = nearest(given.slice(PREFIX.length), words)
    if (meant !== undefined)
      throw new UsageError(`There is no variable ${given}; did you mean ${PREFIX}${meant}?`)
  }
  return Object.fromEntries(
    flagNames.flatMap((name) => {
      const variable = variableOf(name)
      const value = environment[variable]
      return value === undefined || value === '' ? [] : [[name, readSetting(name, value, variable)]]
    }),
  )
}

/** What is wrong with a scenario, with its line if it is in the file. */
const located = ({ path, message }: SettingError, given: Given, file: ConfigFile | undefined): string => {
  const [root] = path
  const name = root as SettingName | undefined
  const isOfFile = name !== undefined && file !== undefined && file.given[name] !== undefined
  return isOfFile && file.given[name] === given[name] ? `${file.placeOf(path)}: ${message}` : message
}

/** Settings as they were given, and where they come from. */
export interface Configuration {
  readonly given: Partial<Settings>
  /** The config file that was read. */
  readonly file: string | undefined
  /** Config files of the same folder that were not read. */
  readonly others: readonly string[]
}

/**
 * The settings of a command: flag before variable before config file before default.
 * @throws UsageError naming the flag, variable or line that is wrong
 */
export const readConfigFrom = async (values: FlagValues, place: SettingSources): Promise<Configuration> => {
  const named = typeof values.config === 'string' ? values.config : place.env.STUNTDOUBLE_CONFIG || undefined
  const [found, ...others] = named === undefined ? configFilesIn(place) : []
  const path = named ?? (found === undefined ? undefined : join(place.cwd, found))
  let given: Given = {}
  let file: ConfigFile | undefined
  try {
    if (path !== undefined) file = (await import('./config-file.ts')).readConfigFile(fileAt(place, path))
    given = { ...file?.given, ...fromEnvironment(place.env), ...fromFlags(values) }
    // All other settings have been checked one by one, and what checks scenarios takes a while to load.
    if (given.scenario !== undefined || given.scenarios !== undefined)
      (await import('./scenarios-of.ts')).scenariosOf(given)
  } catch (error) {
    throw error instanceof SettingError ? new UsageError(located(error, given, file)) : error
  }
  const { models, ...rest } = given as Partial<Settings>
  return {
    given: models === undefined ? rest : { ...rest, models: models.map((name) => fileAt(place, name)) },
    file: named ?? found,
    others,
  }
}

/**
 * Only the settings that were given.
 * @throws UsageError
 */
export const readConfig = async (values: FlagValues, place: SettingSources): Promise<Partial<Settings>> =>
  (await readConfigFrom(values, place)).given
