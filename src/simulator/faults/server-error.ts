import { Refusal } from '../http/refusal.ts'
import { defineFault, EVERY_CALL } from './fault.ts'
import { choiceSetting } from './fault-settings.ts'
import { retryAfterSetting, withRetryAfter } from './retry-after.ts'

const KINDS = ['server-error', 'bad-gateway', 'unavailable'] as const

/** Those that leave open whether work was done: some providers are only unavailable before any. */
const OPEN = ['server-error', 'bad-gateway'] as const

const error = (kind: (typeof KINDS)[number] | 'any', fraction: number, words: string): Refusal =>
  new Refusal(
    kind === 'any' ? (OPEN[Math.floor(fraction * OPEN.length)] ?? 'server-error') : kind,
    `This server error was asked for; ${words}.`,
  )

/**
 * Responds with a 5xx, before or after the work is done. Unless `kind` is set, one of two is drawn.
 */
export const serverError = defineFault({
  name: 'server-error',
  catches:
    'a client that takes one failed poll for a failed task, or repeats a create request that may have been billed',
  strikes: EVERY_CALL,
  settings: {
    kind: choiceSetting('which one; any is one of the first two', ['any', ...KINDS]),
    at: choiceSetting('before any work is done, or after it (accepted)', ['before', 'accepted']),
    retryAfter: retryAfterSetting,
  },
  rejectRequest: ({ settings: { kind, at }, fraction }) =>
    at === 'before' ? error(kind, fraction, 'no work was done') : undefined,
  rejectAnswer: ({ settings: { kind, at }, fraction }) =>
    at === 'accepted' ? error(kind, fraction, 'the work was done') : undefined,
  rewriteAnswer: (answer, { settings: { retryAfter } }) => withRetryAfter(answer, retryAfter),
})
