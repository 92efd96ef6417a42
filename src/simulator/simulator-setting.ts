import type { Kind, Setting } from '../basics/setting.ts'

/** Under which heading help lists a setting. */
export type SettingGroup = 'Server' | 'Time' | 'Accounts' | 'Failures' | 'Callbacks' | 'Models' | 'Output'

interface Details {
  readonly group: SettingGroup
  readonly about: string
  readonly short?: string
  /** The environment variable, where it is not `STUNTDOUBLE_` and the flag in capitals. */
  readonly variable?: string
  readonly repeatable?: boolean
  /** It can be in the config file and be set in process, but is neither flag nor variable. */
  readonly isFileOnly?: boolean
  /** Never shown, not even in an error. */
  readonly isSecret?: boolean
}

/** A setting of the simulator, with what its documentation says of it. */
export interface SimulatorSetting<T, Written> extends Setting<T, Written>, Details {}

/** One row of the table of settings. @param usual its default; undefined where there is none */
export const setting = <T, Written, const Default extends T | undefined>(
  kind: Kind<T, Written>,
  usual: Default,
  details: Details,
): SimulatorSetting<T | (undefined extends Default ? undefined : never), Written> => ({
  kind: kind as Kind<T | (undefined extends Default ? undefined : never), Written>,
  default: usual as T | (undefined extends Default ? undefined : never),
  ...details,
})
