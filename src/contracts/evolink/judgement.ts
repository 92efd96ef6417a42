import type { JudgementRow, JudgementTable, Statement } from '../judgement.ts'
import { recordOf } from '../media.ts'

const PAGES = 'error examples of the create and the query page'
const NEWER = 'string codes of newer pages and recorded traffic, 2026'

/**
 * What EvoLink's responses to a create request mean, by its own code or else by HTTP status: both are in its error
 * envelope. Whatever is missing here is ambiguous. A code means the same in a read.
 */
const rows: readonly JudgementRow[] = [
  {
    codes: ['paid_outcome_unknown'],
    ...{
      verdict: 'ambiguous',
      kind: 'server-error',
      source: 'observed',
      from: 'the provider says so itself',
    },
  },
  // Another body under a key that was used before: the first request may have created a task.
  {
    codes: ['idempotency_conflict'],
    ...{ verdict: 'ambiguous', kind: 'unknown-refusal', source: 'observed', from: NEWER },
  },
  {
    codes: ['insufficient_quota', 'insufficient_user_quota', 'quota_not_enough'],
    ...{ verdict: 'refused', kind: 'out-of-credits', source: 'observed', from: NEWER },
  },
  {
    codes: ['key_quota_exhausted', 'key_daily_quota_exhausted'],
    ...{ verdict: 'refused', kind: 'quota', source: 'observed', from: NEWER },
  },
  {
    codes: ['key_disabled', 'key_expired'],
    ...{ verdict: 'refused', kind: 'unauthorized', source: 'observed', from: NEWER },
  },
  {
    codes: ['model_access_denied', 'key_model_not_allowed'],
    ...{ verdict: 'refused', kind: 'forbidden', source: 'observed', from: NEWER },
  },
  {
    codes: ['no_available_channel', 'model_unavailable'],
    ...{ verdict: 'refused', kind: 'paused', source: 'observed', from: NEWER },
  },
  { codes: ['task_not_found'], verdict: 'refused', kind: 'not-found', source: 'observed', from: NEWER },
  {
    codes: ['rate_limit_exceeded'],
    verdict: 'refused',
    kind: 'rate-limited',
    source: 'observed',
    from: NEWER,
  },
  { codes: [400], verdict: 'refused', kind: 'invalid-request', source: 'documented', from: PAGES },
  { codes: [401], verdict: 'refused', kind: 'unauthorized', source: 'documented', from: PAGES },
  { codes: [402], verdict: 'refused', kind: 'out-of-credits', source: 'documented', from: PAGES },
  { codes: [403], verdict: 'refused', kind: 'forbidden', source: 'documented', from: PAGES },
  { codes: [404], verdict: 'refused', kind: 'not-found', source: 'documented', from: PAGES },
  { codes: [429], verdict: 'refused', kind: 'rate-limited', source: 'documented', from: PAGES },
  // "Service temporarily unavailable, retry after 30 seconds" does not say whether work on this request was begun.
  { codes: [500, 502, 503], verdict: 'ambiguous', kind: 'server-error', source: 'documented', from: PAGES },
]

/** Documented: task-unified-<unix s>-<8 letters and digits>; longer ones are to be expected. */
const TASK_ID = /^task-(?=[\w-]*\d{6})[\w-]{6,100}$/i

/** Documented: `{error: {code: <the HTTP status>, message, type}}` under real statuses. Observed: string codes. */
const statementIn = (status: number, body: unknown): Statement | undefined => {
  if (typeof body !== 'object' || body === null) return undefined
  const { error, id } = recordOf(body)
  if (status >= 200 && status < 300) {
    const taskId = typeof id === 'string' && id.trim() !== '' ? id : undefined
    if (error === undefined || error === null) return { kind: 'success', taskId, source: 'documented' }
    // A failed task is a task all the same: it has an error too (observed in reads).
    if (taskId !== undefined && TASK_ID.test(taskId)) return { kind: 'success', taskId, source: 'observed' }
  }
  const { code, message } = recordOf(error)
  if (typeof message !== 'string') return undefined
  const own = (typeof code === 'string' && code !== '') || typeof code === 'number' ? [code] : []
  return {
    kind: 'error',
    codes: typeof code === 'number' ? own : [...own, status],
    message,
    fitsStatus: status >= 400 && (typeof code !== 'number' || code === status),
  }
}

export const evolinkJudgement: JudgementTable = {
  statementIn,
  rows,
  taskId: TASK_ID,
}
