import { Refusal } from '../http/refusal.ts'
import { defineFault, EVERY_CALL } from './fault.ts'
import { choiceSetting } from './fault-settings.ts'
import { retryAfterSetting, withRetryAfter } from './retry-after.ts'

const KINDS = ['server-error', 'bad-gateway', 'unavailable'] as const

/** What a call that has done its work may be answered with: `unavailable` says that none was done. */
const AFTER_WORK = ['server-error', 'bad-gateway'] as const

const drawn = (kinds: readonly (typeof KINDS)[number][], fraction: number) =>
  kinds[Math.floor(fraction * kinds.length)] ?? 'server-error'

const error = (
  kind: (typeof KINDS)[number] | 'any',
  fraction: number,
  words: string,
  kinds: readonly (typeof KINDS)[number][] = KINDS,
): Refusal =>
  new Refusal(kind === 'any' ? drawn(kinds, fraction) : kind, `This server error was asked for; ${words}.`)

/**
 * Responds with a 5xx, before or after the work is done. Unless `status` is set, one of the provider's own is drawn.
 */
export const serverError = defineFault({
  name: 'server-error',
  catches:
    'a client that takes one failed poll for a failed task, or repeats a create request that may have been billed',
  strikes: EVERY_CALL,
  settings: {
    kind: choiceSetting('which one', ['any', ...KINDS]),
    at: choiceSetting('before any work is done, or after it (accepted)', ['before', 'accepted']),
    retryAfter: retryAfterSetting,
  },
  rejectRequest: ({ settings: { kind, at }, fraction }) =>
    at === 'before' ? error(kind, fraction, 'no work was done') : undefined,
  rejectAnswer: ({ settings: { kind, at }, fraction }) =>
    at === 'accepted' ? error(kind, fraction, 'the work was done', AFTER_WORK) : undefined,
  rewriteAnswer: (answer, { settings: { retryAfter } }) => withRetryAfter(answer, retryAfter),
})
