import type { Kind } from '../../basics/setting.ts'
import { readAs, SettingError } from '../../basics/setting.ts'
import { oneOf } from '../../basics/setting-kinds.ts'
import type { FlagValues } from './flags.ts'
import { FlagError } from './usage-error.ts'

/** What was given to a flag, if it was. */
export const textIn = (values: FlagValues, flag: string): string | undefined => {
  const value = values[flag]
  return typeof value === 'string' ? value : undefined
}

/** Everything that was given to a flag that may be repeated. */
export const listIn = (values: FlagValues, flag: string): readonly string[] => {
  const value = values[flag]
  return Array.isArray(value) ? value : typeof value === 'string' ? [value] : []
}

/** A value as the settings read theirs. @throws FlagError in the settings' words */
export const readFlag = <T>(kind: Kind<T>, text: string, flag: string): T => {
  try {
    return readAs(kind, text, `--${flag}`)
  } catch (error) {
    throw error instanceof SettingError ? new FlagError(error.message) : error
  }
}

/** What was given to a flag, read; undefined where nothing was. @throws FlagError */
export const valueIn = <T>(values: FlagValues, flag: string, kind: Kind<T>): T | undefined => {
  const text = textIn(values, flag)
  return text === undefined ? undefined : readFlag(kind, text, flag)
}

/** One of a few words. @throws FlagError */
export const wordIn = <const Word extends string>(
  values: FlagValues,
  flag: string,
  words: readonly Word[],
): Word | undefined => valueIn(values, flag, oneOf(...words))
