import type { Latency } from '../../basics/duration.ts'
import type { Kind, Setting } from '../../basics/setting.ts'
import { anyText, duration, latency, oneOf, shareBelowOne, wholeNumber } from '../../basics/setting-kinds.ts'

/** The settings that faults have, each with its default. */

const setting =
  <T>(kind: Kind<T>) =>
  <const Default extends T | undefined>(
    about: string,
    usual: Default,
  ): Setting<T | (undefined extends Default ? undefined : never)> => ({
    kind: kind as Kind<T | (undefined extends Default ? undefined : never)>,
    about,
    default: usual as T | (undefined extends Default ? undefined : never),
  })

export const durationSetting = setting<number>(duration)

export const latencySetting = setting<Latency>(latency)

/** The prompt's author chooses this count, so it is capped. */
export const countSetting = setting<number>(wholeNumber(1, 1_000))

export const shareSetting = setting<number>(shareBelowOne)

export const textSetting = setting<string>(anyText)

/** One of a few words, or numbers as words; the first is the default. */
export const choiceSetting = <const Choice extends string>(
  about: string,
  choices: readonly [Choice, ...Choice[]],
): Setting<Choice> => ({ kind: oneOf(...choices), about, default: choices[0] })

/** One of a few words, or none of them. */
export const optionalChoice = <const Choice extends string>(
  about: string,
  choices: readonly Choice[],
): Setting<Choice | undefined> => ({
  kind: oneOf(...(choices as readonly [Choice, ...Choice[]])) as Kind<Choice | undefined>,
  about,
  default: undefined,
})
