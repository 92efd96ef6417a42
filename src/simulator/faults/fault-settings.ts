import type { Setting } from '../settings.ts'
import {
  DURATION_SCHEMA,
  LATENCY_FORMS,
  LATENCY_SCHEMA,
  type Latency,
  parseDuration,
  parseLatency,
} from '../time/duration.ts'

/** The kinds of settings that faults have. */

export const durationSetting = <const Default extends number | undefined>(
  about: string,
  ms: Default,
): Setting<number | Default> => ({
  form: 'a duration such as 5s',
  about,
  schema: DURATION_SCHEMA,
  default: ms,
  parse: parseDuration,
})

export const latencySetting = (about: string, latency: Latency): Setting<Latency> => ({
  form: LATENCY_FORMS,
  about,
  schema: LATENCY_SCHEMA,
  default: latency,
  parse: parseLatency,
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
  schema: { type: ['integer', 'string'], minimum: 1, maximum: MOST, pattern: '^\\d+$' },
  default: count,
  parse: wholeNumber,
})

const shareOf = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && number >= 0 && number < 1 ? number : undefined
}

export const shareSetting = (about: string, share: number): Setting<number> => ({
  form: 'a number from 0 to below 1',
  about,
  schema: { type: ['number', 'string'], minimum: 0, exclusiveMaximum: 1 },
  default: share,
  parse: shareOf,
})

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined

export const textSetting = <const Default extends string | undefined>(
  about: string,
  text: Default,
): Setting<string | Default> => ({
  form: 'a text',
  about,
  schema: { type: ['string', 'number'] },
  default: text,
  parse: textOf,
})

/** One of a few words, or numbers as words; the first is the default. */
export const choiceSetting = <const Choice extends string>(
  about: string,
  choices: readonly [Choice, ...Choice[]],
): Setting<Choice> => ({
  form: choices.join(' or '),
  about,
  schema: { enum: choices.flatMap((choice) => (/^\d+$/.test(choice) ? [choice, Number(choice)] : [choice])) },
  default: choices[0],
  parse: (value) => choices.find((choice) => choice === String(value)),
})
