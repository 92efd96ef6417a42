import type { JudgementRow, JudgementTable, Statement } from '../judgement.ts'
import { recordOf } from '../media.ts'

const PAGES = 'error table of the model pages'
const REPORTS = 'reports of people who call the live API, 2026'

/**
 * What Kie's responses to a create request mean, by body code and message. Whatever is missing here is ambiguous. A code
 * means the same in a read, so the client names the errors of reads by these rows too.
 */
const rows: readonly JudgementRow[] = [
  { codes: [400], verdict: 'refused', kind: 'invalid-request', source: 'documented', from: PAGES },
  { codes: [401], verdict: 'refused', kind: 'unauthorized', source: 'documented', from: PAGES },
  { codes: [402], verdict: 'refused', kind: 'out-of-credits', source: 'documented', from: PAGES },
  { codes: [404], verdict: 'refused', kind: 'not-found', source: 'documented', from: PAGES },
  // The response to a read of an unknown task. A create request looks nothing up, so this proves nothing about one.
  {
    codes: [422],
    says: /^recordInfo is null/i,
    ...{ verdict: 'ambiguous', kind: 'unknown-refusal', source: 'assumed', from: 'observed in reads only' },
  },
  { codes: [422], verdict: 'refused', kind: 'invalid-request', source: 'documented', from: PAGES },
  { codes: [429], verdict: 'refused', kind: 'rate-limited', source: 'documented', from: PAGES },
  { codes: [433], verdict: 'refused', kind: 'quota', source: 'observed', from: REPORTS },
  {
    codes: [455],
    verdict: 'refused',
    kind: 'maintenance',
    source: 'observed',
    from: "the provider's own words",
  },
  { codes: [505], verdict: 'refused', kind: 'feature-disabled', source: 'observed', from: REPORTS },
  {
    codes: [500],
    // One sentence, or the name of a field, which may have dots: shots.0.prompt.
    says: /^(?:[^.!?]{1,100}|[\w.[\]-]{1,100}) (?:is required|(?:can(?:no|')t|must not) be (?:empty|blank|null))\b/i,
    ...{
      verdict: 'refused',
      kind: 'invalid-request',
      source: 'observed',
      from: 'recorded traffic and reports, 2026',
    },
  },
  {
    codes: [500],
    says: /is not within the range of allowed options/i,
    ...{ verdict: 'refused', kind: 'invalid-request', source: 'observed', from: 'recorded traffic, 2026' },
  },
  {
    codes: [500],
    says: /credits? insufficient|insufficient (account balance|credits?)/i,
    ...{ verdict: 'refused', kind: 'out-of-credits', source: 'observed', from: REPORTS },
  },
  {
    codes: [500],
    says: /\btemporarily paused\b/i,
    ...{ verdict: 'refused', kind: 'paused', source: 'observed', from: REPORTS },
  },
  // A 500 in other words, or a failed task's 501, does not say that nothing was done.
  { codes: [500], verdict: 'ambiguous', kind: 'server-error', source: 'documented', from: PAGES },
  {
    codes: [501],
    ...{
      verdict: 'ambiguous',
      kind: 'server-error',
      source: 'documented',
      from: 'callback example: a task failed',
    },
  },
]

/** Documented: `{code, msg, data}` (`message` on one page), code 200 for success. Observed: HTTP 200 around every error. */
const statementIn = (status: number, body: unknown): Statement | undefined => {
  const { code, msg, message, data } = recordOf(body)
  const taskId = textIn(recordOf(data).taskId)
  if (status >= 200 && status < 300 && (code === 200 || (code === undefined && taskId !== undefined)))
    // recordId alone is on no page: observed beside taskId, and equal to it.
    return taskId === undefined
      ? { kind: 'success', taskId: textIn(recordOf(data).recordId), source: 'observed' }
      : { kind: 'success', taskId, source: code === 200 ? 'documented' : 'assumed' }
  if (typeof code !== 'number' || !Number.isInteger(code)) return undefined
  const fitsStatus = status === 200 || status === code
  return { kind: 'error', codes: [code], message: textIn(msg) ?? textIn(message) ?? '', fitsStatus }
}

const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined

export const kieJudgement: JudgementTable = {
  statementIn,
  rows,
  // Observed: 32 hexadecimal digits, always; the pages show task_12345678.
  taskId: /^([0-9a-f]{32}|task_[0-9a-f]{8,64})$/i,
}
