import {
  DURATION_SCHEMA,
  type DurationText,
  LATENCY_SCHEMA,
  type Latency,
  type LatencyText,
  parseDuration,
  parseLatency,
  showDuration,
  showLatency,
} from './duration.ts'
import type { JsonSchema, Kind } from './setting.ts'

/** The kinds of values that settings have, whatever they are about. How it is read, described and checked by editors is said here, once. */

const NUMBER = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i

/** A number, or a text that is one. */
const numberIn = (value: unknown): number | undefined => {
  const number =
    typeof value === 'string' && value.length <= 100 && NUMBER.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

type NumberText = `${number}`

const WHOLE: JsonSchema = { type: ['integer', 'string'], pattern: '^\\s*[+-]?\\d+\\s*$' }
const ANY_NUMBER: JsonSchema = { type: ['number', 'string'], pattern: NUMBER.source.replace('e[', '[eE][') }

export const wholeNumber = (
  min: number,
  max = Number.MAX_SAFE_INTEGER,
  noun = max === Number.MAX_SAFE_INTEGER
    ? `a whole number from ${min} up`
    : `a whole number from ${min} to ${max}`,
): Kind<number, NumberText> => ({
  noun,
  placeholder: 'number',
  schema: { ...WHOLE, minimum: min, ...(max !== Number.MAX_SAFE_INTEGER && { maximum: max }) },
  parse: (value) => {
    const number = numberIn(value)
    return Number.isSafeInteger(number) && number !== undefined && number >= min && number <= max
      ? number
      : undefined
  },
})

export const port: Kind<number, NumberText> = {
  ...wholeNumber(0, 65_535, 'a port from 0 to 65535'),
  placeholder: 'port',
}

export const numberFrom = (min: number): Kind<number, NumberText> => ({
  noun: `a number from ${min} up`,
  placeholder: 'number',
  schema: { ...ANY_NUMBER, minimum: min },
  parse: (value) => {
    const number = numberIn(value)
    return number !== undefined && number >= min ? number : undefined
  },
})

export const numberAbove = (min: number, max = Number.POSITIVE_INFINITY): Kind<number, NumberText> => ({
  noun: Number.isFinite(max) ? `a number above ${min}, at most ${max}` : `a number above ${min}`,
  placeholder: 'number',
  schema: { ...ANY_NUMBER, exclusiveMinimum: min, ...(Number.isFinite(max) && { maximum: max }) },
  parse: (value) => {
    const number = numberIn(value)
    return number !== undefined && number > min && number <= max ? number : undefined
  },
})

/** A share, from 0 to 1. */
export const share: Kind<number, NumberText> = {
  noun: 'a number from 0 to 1',
  placeholder: 'share',
  schema: { ...ANY_NUMBER, minimum: 0, maximum: 1 },
  parse: (value) => {
    const number = numberIn(value)
    return number !== undefined && number >= 0 && number <= 1 ? number : undefined
  },
}

/** A share below 1. */
export const shareBelowOne: Kind<number, NumberText> = {
  ...share,
  noun: 'a number from 0 to below 1',
  schema: { ...ANY_NUMBER, minimum: 0, exclusiveMaximum: 1 },
  parse: (value) => {
    const number = share.parse(value)
    return number === 1 ? undefined : number
  },
}

export const duration: Kind<number, DurationText> = {
  noun: 'a duration',
  placeholder: 'duration',
  examples: ['250ms', '5s', '2m'],
  schema: DURATION_SCHEMA,
  parse: parseDuration,
  show: showDuration,
}

/** A duration, or a distribution to draw one from. */
export const latency: Kind<Latency, LatencyText> = {
  noun: 'a duration',
  placeholder: 'duration',
  examples: ['250ms', '5s', '1s..3s', 'median=2s,sigma=0.5', 'median=2s,p99=10s'],
  schema: LATENCY_SCHEMA,
  parse: parseLatency,
  show: showLatency,
}

/** One of a few words. Numbers may be written as numbers. */
export const oneOf = <const Word extends string>(...words: readonly Word[]): Kind<Word, Word> => ({
  noun: `one of ${words.join(', ')}`,
  placeholder: words.join('|'),
  words,
  schema: { enum: words.flatMap((word) => (/^\d+$/.test(word) ? [word, Number(word)] : [word])) },
  parse: (value) =>
    typeof value === 'string' || typeof value === 'number'
      ? words.find((word) => word === String(value))
      : undefined,
})

/** On or off; as a flag it is a switch without a value. */
export const onOff: Kind<boolean, 'true' | 'false'> = {
  noun: 'true or false',
  placeholder: '',
  words: ['true', 'false'],
  schema: { type: 'boolean' },
  parse: (value) => {
    if (typeof value === 'boolean') return value
    if (value === 'true' || value === '1') return true
    return value === 'false' || value === '0' ? false : undefined
  },
}

const TEXT: JsonSchema = { type: 'string', pattern: '\\S' }

/** A text that is not blank. */
export const text = (noun = 'a text', placeholder = 'text'): Kind<string, string> => ({
  noun,
  placeholder,
  schema: TEXT,
  parse: (value) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined),
})

/** Any text, even blank, or a number that is taken as text. */
export const anyText: Kind<string, string | number> = {
  noun: 'a text',
  placeholder: 'text',
  schema: { type: ['string', 'number'] },
  parse: (value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined),
}

/** Texts separated by commas, or a list of them. */
export const list = (
  noun: string,
  placeholder: string,
  isRight: (entry: string) => boolean = () => true,
): Kind<readonly string[], string | readonly string[]> => ({
  noun,
  placeholder,
  schema: { anyOf: [{ type: 'array', items: TEXT }, TEXT] },
  parse: (value) => {
    const parts = (Array.isArray(value) ? (value as readonly unknown[]) : [value]).flatMap((part) =>
      typeof part === 'string' ? part.split(',').map((entry) => entry.trim()) : [undefined],
    )
    const entries = parts.filter((part): part is string => part !== undefined && part !== '')
    return entries.length === parts.length && entries.every(isRight) ? entries : undefined
  },
  show: (entries) => entries.join(),
})

/** A kind that can be switched off. */
export const orOff = <T, Written>(kind: Kind<T, Written>): Kind<T | 'off', Written | 'off'> => ({
  noun: kind.examples === undefined ? `${kind.noun}, or off` : kind.noun,
  placeholder: `${kind.placeholder}|off`,
  ...(kind.examples && { examples: [...kind.examples, 'off'] }),
  schema: { anyOf: [{ const: 'off' }, kind.schema] },
  parse: (value) => (value === 'off' ? 'off' : kind.parse(value)),
  show: (value) => (value === 'off' ? 'off' : (kind.show?.(value) ?? String(value))),
})

/** Durations separated by commas, or a list of them; `off` means none. */
export const durations: Kind<readonly number[], string | number | readonly (string | number)[]> = {
  noun: 'a list of durations',
  placeholder: 'durations',
  examples: ['1s,2s,4s', 'off'],
  schema: { anyOf: [{ type: 'array', items: DURATION_SCHEMA }, { type: ['string', 'number'] }] },
  parse: (value) => {
    if (value === 'off') return []
    const parts = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [value]
    const read = parts.map(parseDuration)
    return read.every((ms) => ms !== undefined) ? read : undefined
  },
  show: (all) => (all.length === 0 ? 'off' : all.map(showDuration).join()),
}

/** The last year with four digits: a clock needs room to move on. */
const LAST_START = Date.parse('9999-12-31T23:59:59Z')

/** A moment, as epoch ms. */
export const time: Kind<number, string> = {
  noun: 'an ISO time',
  placeholder: 'time',
  examples: ['2026-01-01T00:00:00Z'],
  schema: { type: ['string', 'integer'], pattern: '^\\d{4}-', minimum: 0 },
  parse: (value) => {
    if (typeof value === 'number') return wholeNumber(0, LAST_START).parse(value)
    const moment = typeof value === 'string' && /^\d{4}-/.test(value) ? Date.parse(value) : Number.NaN
    return Number.isNaN(moment) ? undefined : moment
  },
  show: (ms) => new Date(ms).toISOString(),
}

/** An http or https URL, without its last slash. */
export const webUrl: Kind<string, string> = {
  noun: 'an http or https URL',
  placeholder: 'url',
  schema: { type: 'string', pattern: '^https?://' },
  parse: (value) => {
    if (typeof value !== 'string' || !URL.canParse(value)) return undefined
    const { protocol, search, hash } = new URL(value)
    return /^https?:$/.test(protocol) && search + hash === '' ? value.replace(/[/?#]+$/, '') : undefined
  },
}

/** Things by name, each as it was written. */
export const record = (noun: string): Kind<Readonly<Record<string, unknown>>> => ({
  noun,
  placeholder: 'object',
  schema: { type: 'object' },
  parse: (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined,
})
