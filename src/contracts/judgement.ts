import { bodyJson } from './check/json.ts'
import { recordOf } from './media.ts'
import { taskIdIn } from './task-id.ts'
import type { Source } from './vocabulary.ts'

/** The outcome of a create request, as far as the wire shows. */
export type CreateAnswer =
  /** A whole response. `body` is its text or, if somebody has already parsed it, its JSON. */
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly headers?: AnswerHeaders | undefined
      readonly body: unknown
    }
  /** The connection ended before the response did, or the caller gave up. `text` is what had arrived. */
  | {
      readonly kind: 'cut-off'
      readonly status?: number | undefined
      readonly headers?: AnswerHeaders | undefined
      readonly text?: string | undefined
    }
  /** Sent, at least in part, and nothing came back. */
  | { readonly kind: 'no-answer' }
  /** No byte of the request left: unknown host, refused connection, connect timeout, TLS. */
  | { readonly kind: 'not-sent' }

type AnswerHeaders = Readonly<Record<string, string | readonly string[] | undefined>>

/** Why a create request certainly did nothing. */
export type RefusalKind =
  | 'unauthorized'
  | 'out-of-credits'
  /** A limit on what this key may spend in a day, an hour or at all. */
  | 'quota'
  | 'forbidden'
  | 'not-found'
  | 'invalid-request'
  | 'rate-limited'
  | 'maintenance'
  /** The provider has stopped this model or interface for a while. */
  | 'paused'
  | 'feature-disabled'
  | 'not-sent'

/** Why nobody can tell whether a create request did something. */
export type DoubtKind =
  | 'server-error'
  /** It looks like a refusal, but nobody has documented or observed it as one. */
  | 'unknown-refusal'
  /** Not the provider's own form: a gateway's page, another API's JSON, no JSON at all, a redirect. */
  | 'unreadable'
  /** Status line and body do not agree. */
  | 'contradictory'
  /** A success without a task id. */
  | 'no-id'
  | 'cut-off'
  | 'no-answer'

/** The verdict on a create request. `why` is one sentence that names the fact behind it. */
export type Judgement =
  | {
      readonly verdict: 'accepted'
      /** `created`: as the provider documents it. `id-elsewhere`: the response holds a task id where no success has one. */
      readonly kind: 'created' | 'id-elsewhere'
      readonly taskId: string
      readonly source: Source
      readonly why: string
    }
  | {
      readonly verdict: 'refused'
      readonly kind: RefusalKind
      readonly taskId?: undefined
      readonly source: Exclude<Source, 'assumed'>
      readonly why: string
    }
  | {
      readonly verdict: 'ambiguous'
      readonly kind: DoubtKind
      readonly taskId?: undefined
      readonly source: Source
      readonly why: string
    }

/** One known response. The types keep an assumed row from ever counting as a refusal. */
export type JudgementRow = {
  /** The provider's own code, or the HTTP status if there is no code. Any of them matches. */
  readonly codes: readonly (number | string)[]
  /** What the message must match; absent if the code says enough. */
  readonly says?: RegExp
  /** Where the fact comes from: a page, recorded traffic, reports. */
  readonly from: string
} & (
  | { readonly verdict: 'refused'; readonly kind: RefusalKind; readonly source: Exclude<Source, 'assumed'> }
  | { readonly verdict: 'ambiguous'; readonly kind: DoubtKind; readonly source: Source }
)

/** A response in the provider's own form. */
export type Statement =
  | { readonly kind: 'success'; readonly taskId: string | undefined; readonly source: Source }
  | {
      readonly kind: 'error'
      /** The codes to look up, the most exact first. */
      readonly codes: readonly (number | string)[]
      readonly message: string
      /** Whether this provider sends this code with this status line. */
      readonly fitsStatus: boolean
    }

/** What one provider's responses to a create request mean. */
export interface JudgementTable {
  /** Reads a response; `undefined` when it is not in the provider's form. */
  readonly statementIn: (status: number, body: unknown) => Statement | undefined
  /** The first row that fits decides. */
  readonly rows: readonly JudgementRow[]
  /** A whole task id. Needed only if the name of a field does not tell. */
  readonly taskId: RegExp
}

/**
 * Judges a create request: accepted, refused before any work, or ambiguous. A task id anywhere in the response beats
 * everything else it says; only a refusal in the provider's own form, known from its pages or its traffic, counts as
 * one.
 *
 * @example judgeCreate(contracts.kie.judgement, { kind: 'answered', status: 200, body: '{"code":402,"msg":"Credits
 * insufficient"}' }) // { verdict: 'refused', kind: 'out-of-credits', source: 'documented', why: '…' }
 */
export const judgeCreate = (table: JudgementTable, answer: CreateAnswer): Judgement => {
  switch (answer.kind) {
    case 'not-sent':
      return {
        verdict: 'refused',
        kind: 'not-sent',
        source: 'observed',
        why: 'No byte of the request was sent.',
      }
    case 'no-answer':
      return doubt('no-answer', 'The request was sent and no response came.')
    case 'cut-off':
      return (
        elsewhere(table, answer.headers, answer.text) ??
        doubt('cut-off', 'The response ended before it was whole.')
      )
    case 'answered':
      return judgeAnswer(table, answer.status, answer.headers, parsed(answer.body))
  }
}

/**
 * The row of the table that a response matches, for reads too: a code means the same whatever was asked.
 * @example
 * rowFor(contracts.kie.judgement, 401, { code: 401, msg: 'Unauthorized' })?.kind // 'unauthorized'
 */
export const rowFor = (
  { statementIn, rows }: JudgementTable,
  status: number,
  body: unknown,
): JudgementRow | undefined => {
  const statement = statementIn(status, body)
  return statement?.kind === 'error' ? rowOf(rows, statement) : undefined
}

const judgeAnswer = (
  table: JudgementTable,
  status: number,
  headers: AnswerHeaders | undefined,
  body: unknown,
): Judgement => {
  const statement = table.statementIn(status, body)
  if (statement?.kind === 'success' && statement.taskId !== undefined)
    return { verdict: 'accepted', kind: 'created', ...pick(statement, statement.taskId) }
  return elsewhere(table, headers, body) ?? judgeWithoutId(table, status, statement)
}

const pick = ({ source }: { readonly source: Source }, taskId: string) => ({
  taskId,
  source,
  why: 'The response names the new task.',
})

const judgeWithoutId = (
  { rows }: JudgementTable,
  status: number,
  statement: Statement | undefined,
): Judgement => {
  if (statement === undefined)
    return status >= 500
      ? doubt('server-error', `HTTP ${status}, and not in the provider's form.`)
      : doubt('unreadable', `HTTP ${status}, and not in the provider's form.`)
  if (statement.kind === 'success') return doubt('no-id', 'The response reports success and names no task.')
  const { codes, message, fitsStatus } = statement
  const what = `${codes[0] ?? status}${message === '' ? '' : ` "${message}"`}`
  if (!fitsStatus) return doubt('contradictory', `The body says ${what} under HTTP ${status}.`)
  const row = rowOf(rows, statement)
  if (row === undefined) return doubt('unknown-refusal', `Nobody has documented or observed ${what}.`)
  const { from, source } = row
  const why = `${what} (${source}: ${from}).`
  return row.verdict === 'refused'
    ? { verdict: 'refused', kind: row.kind, source: row.source, why }
    : { verdict: 'ambiguous', kind: row.kind, source, why }
}

const rowOf = (
  rows: readonly JudgementRow[],
  { codes, message }: { readonly codes: readonly (number | string)[]; readonly message: string },
): JudgementRow | undefined => {
  for (const code of codes) {
    const row = rows.find((each) => each.codes.includes(code) && (each.says?.test(message) ?? true))
    if (row !== undefined) return row
  }
  return undefined
}

const elsewhere = (
  table: JudgementTable,
  headers: AnswerHeaders | undefined,
  body: unknown,
): Judgement | undefined => {
  const taskId = taskIdIn(table.taskId, body) ?? taskIdIn(table.taskId, recordOf(headers).location)
  if (taskId === undefined) return undefined
  const why = 'The response holds a task id, in a place where no documented response has one.'
  return { verdict: 'accepted', kind: 'id-elsewhere', taskId, source: 'assumed', why }
}

const doubt = (kind: DoubtKind, why: string): Judgement => ({
  verdict: 'ambiguous',
  kind,
  source: 'assumed',
  why,
})

/** JSON of a text, or the text itself. A byte order mark must not cost us the id. */
const parsed = (body: unknown): unknown => {
  const json = typeof body === 'string' ? bodyJson(body) : undefined
  return json === undefined ? body : json
}
