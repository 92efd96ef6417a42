import { parseDuration } from '../duration.ts'
import type { Setting } from '../settings.ts'

/** The kinds of settings that faults have. */

export const durationSetting = (about: string, ms: number): Setting<number> => ({
  form: 'a duration such as 5s',
  about,
  default: ms,
  parse: parseDuration,
})

/** A count comes from whoever writes the prompt, and is made so many of. */
const MOST = 1_000

const wholeNumber = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 1 && number <= MOST
    ? number
    : undefined
}

export const countSetting = (about: string, count: number): Setting<number> => ({
  form: `a whole number from 1 to ${MOST}`,
  about,
  default: count,
  parse: wholeNumber,
})

export const textSetting = (about: string, text: string | undefined): Setting<string | undefined> => ({
  form: 'a text',
  about,
  default: text,
  parse: (value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined),
})

export const choiceSetting = <const Choice extends string>(
  about: string,
  choices: readonly [Choice, ...Choice[]],
): Setting<Choice> => ({
  form: choices.join(' or '),
  about,
  default: choices[0],
  parse: (value) => choices.find((choice) => choice === value),
})
