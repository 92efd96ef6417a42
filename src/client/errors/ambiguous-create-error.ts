import { ClientError, type ErrorFacts } from './client-error.ts'

/** What is known about a create request of unknown outcome. */
export interface AmbiguousCreateFacts extends ErrorFacts {
  /** When the request left, epoch ms. */
  readonly sentAt: number
  /** From then until it was given up, ms. */
  readonly elapsedMs: number
  /** Bytes of the body handed to the connection; how many of them arrived cannot be known. */
  readonly bytesSent: number
  /** What came back: nothing, the beginning of a response, or a response that does not tell. */
  readonly received: 'none' | 'cut-off' | 'unusable'
  readonly idempotencyKey: string
  readonly model: string | undefined
}

/**
 * A create request left this machine and no usable response came back: a task may be running, and may be billed.
 * Sending it once more may pay twice, so this client does not, and neither should your code. `client.reconcile(error)`
 * looks for the task; `taskId` is set if the response named one.
 */
export class AmbiguousCreateError extends ClientError {
  override readonly name = 'AmbiguousCreateError'
  readonly kind = 'ambiguous-create'
  readonly sentAt: number
  readonly elapsedMs: number
  readonly bytesSent: number
  readonly received: AmbiguousCreateFacts['received']
  readonly idempotencyKey: string
  declare readonly model?: string
  /** What to do about it, for a log or a person. */
  readonly advice: string

  constructor(what: string, facts: AmbiguousCreateFacts) {
    const advice = adviceFor(facts.taskId)
    super(
      `This create request may have been accepted, and may be billed: ${what} Its ${facts.bytesSent} bytes left at ` +
        `${new Date(facts.sentAt).toISOString()} and it was given up ${facts.elapsedMs} ms later. ${advice}`,
      facts,
    )
    this.sentAt = facts.sentAt
    this.elapsedMs = facts.elapsedMs
    this.bytesSent = facts.bytesSent
    this.received = facts.received
    this.idempotencyKey = facts.idempotencyKey
    this.advice = advice
    if (facts.model !== undefined) Object.assign(this, { model: facts.model })
  }
}

const adviceFor = (taskId: string | undefined): string =>
  taskId === undefined
    ? "Look for it with client.reconcile(error), in the provider's task list, or wait for the callback. " +
      'Create another one only after making sure that it does not exist.'
    : `The response names task ${taskId}: wait for it by that id, and create no other one.`
