import { parseDuration, showDuration } from '../basics/duration.ts'
import type { Kind } from '../basics/setting.ts'
import { list, oneOf, wholeNumber } from '../basics/setting-kinds.ts'
import { isAllowable } from './callbacks/policy.ts'

/** The kinds of values that only settings of a simulator have. */

/** Hosts, with or without a port, separated by commas. */
export const hosts = list('a host or host:port', 'host', isAllowable)

/** Whether a text is the name of a host or its address, without a port. */
export const isHostName = (entry: string): boolean => /^(?:\[[\da-f:.]+\]|[\w.-]{1,253})$/i.test(entry)

export type RateLimit = { readonly creates: number; readonly windowMs: number }

const isRateLimit = (value: unknown): value is RateLimit => {
  const { creates, windowMs } = (value ?? {}) as Partial<RateLimit>
  return wholeNumber(1).parse(creates) !== undefined && (parseDuration(windowMs) ?? 0) > 0
}

/** `20/10s`, `20/s`, or a value that was read before. */
export const rateLimit: Kind<RateLimit, `${number}/${string}`> = {
  noun: 'a number of create requests per window',
  placeholder: 'number/window',
  examples: ['20/10s', '5/s'],
  schema: { type: 'string', pattern: '^\\d+/', examples: ['20/10s'] },
  parse: (value) => {
    if (typeof value !== 'string') return isRateLimit(value) ? value : undefined
    const [creates, window = ''] = value.split('/')
    // `20/s` is 20 in one second.
    const windowMs = parseDuration(/^[a-z]/.test(window) ? `1${window}` : window)
    const count = wholeNumber(1).parse(creates)
    return count === undefined || windowMs === undefined || windowMs === 0
      ? undefined
      : { creates: count, windowMs }
  },
  show: ({ creates, windowMs }) => `${creates}/${showDuration(windowMs)}`,
}

export type Progress = 'time' | 'immediate' | 'manual' | { readonly polls: number }

const pollsOf = (value: unknown): unknown => {
  if (typeof value === 'object' && value !== null && 'polls' in value) return value.polls
  return typeof value === 'string' && value.startsWith('polls:') ? value.slice('polls:'.length) : undefined
}

/** What makes a task progress. */
export const progress: Kind<Progress, 'time' | 'immediate' | 'manual' | `polls:${number}`> = {
  noun: 'time, immediate, polls:N or manual',
  placeholder: 'time|immediate|polls:N|manual',
  schema: {
    anyOf: [
      { enum: ['time', 'immediate', 'manual'] },
      { type: 'string', pattern: '^polls:\\d+$', examples: ['polls:3'] },
    ],
  },
  parse: (value) => {
    const polls = wholeNumber(1).parse(pollsOf(value))
    return polls === undefined ? oneOf('time', 'immediate', 'manual').parse(value) : { polls }
  },
  show: (value) => (typeof value === 'string' ? value : `polls:${value.polls}`),
}
