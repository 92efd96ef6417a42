import { type CreateAnswer, type JudgementTable, judgeCreate } from '../../contracts/index.ts'
import { numberText } from '../../contracts/number-text.ts'
import type { RenderedAnswer, Transport } from '../faults/fault.ts'
import { endOf, type Task, taskStepAt } from '../tasks/task.ts'

/** What a create request came to. */
export interface CreateBill {
  /** What it bought; undefined where it was refused. */
  readonly task: Task | undefined
  /**
   * Why its client cannot know what became of it, in a sentence; undefined where it can. Changes only when the client
   * leaves in the middle of the response.
   */
  doubt: string | undefined
}

export const VERDICTS = ['refused', 'accepted', 'never-learned', 'refunded'] as const

/** `never-learned`: accepted and billed, and what the client got does not tell it so. */
export type Verdict = (typeof VERDICTS)[number]

/** Whether a task has failed, and so has given its credits back. */
export const isRefundedAt = (task: Task, now: number): boolean => taskStepAt(task, now).phase === 'failed'

/** Whether a task has come to its end, and has something to show for its credits. */
export const isDoneAt = (task: Task, now: number): boolean =>
  taskStepAt(task, now).phase === 'succeeded' && (endOf(task) ?? now) <= now

/** @param now by the account's clock: a task that has failed meanwhile was refunded */
export const verdictAt = ({ task, doubt }: CreateBill, now: number): Verdict => {
  if (task === undefined) return 'refused'
  if (isRefundedAt(task, now)) return 'refunded'
  return doubt === undefined ? 'accepted' : 'never-learned'
}

/** `1 credit`, `6,340 credits`. */
export const creditsText = (credits: number): string =>
  `${numberText(credits)} credit${credits === 1 ? '' : 's'}`

/** A verdict as a person reads it: `accepted, 100 credits`. */
export const verdictText = (bill: CreateBill, now: number): string => {
  const { task, doubt } = bill
  if (task === undefined)
    return doubt === undefined ? 'refused, 0 credits' : 'not accepted, 0 credits, but your client cannot know'
  const credits = creditsText(task.cost)
  switch (verdictAt(bill, now)) {
    case 'refused':
    case 'accepted':
      return `accepted, ${credits}`
    case 'never-learned':
      return `accepted and billed, ${credits}, but your client never learned it`
    case 'refunded':
      return `refunded, ${credits}`
  }
}

/** What is sent in response to a create request. */
export interface SentAnswer {
  readonly answer: RenderedAnswer
  readonly transport: Transport | undefined
  /** Whether nobody is there any more to get it. */
  readonly hasLeft: boolean
  /** Whether a fault struck it: without one, it is as the provider documents it. */
  readonly isStruck: boolean
}

const REFUSED: CreateBill = { task: undefined, doubt: undefined }

/** What a create request came to, judged by what is sent as a client would judge it. @param task what it bought */
export const billOfCreate = (
  table: JudgementTable,
  task: Task | undefined,
  { answer, transport, hasLeft, isStruck }: SentAnswer,
): CreateBill => {
  if (hasLeft) return { task, doubt: 'The caller had left before there was a response.' }
  if (!isStruck) return task === undefined ? REFUSED : { task, doubt: undefined }
  const judgement = judgeCreate(table, sent(answer, transport))
  const isKnown =
    task === undefined
      ? judgement.verdict === 'refused'
      : judgement.verdict === 'accepted' && judgement.kind === 'created' && judgement.taskId === task.id
  return { task, doubt: isKnown ? undefined : judgement.why }
}

/** A response as it arrives. */
const sent = (
  { status, headers, contentType, body }: RenderedAnswer,
  transport: Transport | undefined,
): CreateAnswer => {
  const whole = { status, headers: { 'content-type': contentType, ...headers } }
  switch (transport?.kind) {
    case 'hang':
      return { kind: 'no-answer' }
    case 'cut':
      return transport.share === 0
        ? { kind: 'no-answer' }
        : { kind: 'cut-off', ...whole, text: body.slice(0, Math.floor(body.length * transport.share)) }
    case 'drip':
    case undefined:
      return { kind: 'answered', ...whole, body }
  }
}
