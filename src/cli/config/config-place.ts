import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { clientVariables } from '../../contracts/client-facts.ts'
import type { SettingSources } from '../terminal/io.ts'

/** Where settings may be besides flags. Kept apart from what they are: a command that has none loads no more than this. */

/** What the variable of a setting begins with, unless the provider's users have one for it. */
export const VARIABLE_PREFIX = 'STUNTDOUBLE_'

const CONFIG_FILES = ['stuntdouble.config.json', 'stuntdouble.config.yaml', 'stuntdouble.config.yml']

/** The config files of a folder: the first is read. */
export const configFilesIn = ({ cwd }: Pick<SettingSources, 'cwd'>): readonly string[] =>
  CONFIG_FILES.filter((name) => existsSync(join(cwd, name)))

/** Whether a config file or a variable may say something about settings. */
export const mayHoldSettings = (place: SettingSources): boolean =>
  Object.keys(place.env).some((name) => name.startsWith(VARIABLE_PREFIX)) ||
  clientVariables.some(({ webhookKey }) => webhookKey !== undefined && place.env[webhookKey] !== undefined) ||
  configFilesIn(place).length > 0
