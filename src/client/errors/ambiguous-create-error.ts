import { ClientError, type ErrorFacts } from './client-error.ts'

/** What is known about a create of which nobody knows whether it was done. */
export interface AmbiguousCreateFacts extends ErrorFacts {
  /** When the request left, epoch ms. */
  readonly sentAt: number
  /** From then until it was given up, ms. */
  readonly elapsedMs: number
  /** Bytes of the body handed to the connection; how many of them arrived cannot be known. */
  readonly bytesSent: number
  /** What came back: nothing, the beginning of an answer, or an answer that does not tell. */
  readonly answer: 'none' | 'cut-off' | 'unusable'
  readonly idempotencyKey: string
}

/**
 * A create left this machine and no usable answer came back: a task may be running, and may be billed. Sending it once
 * more may pay twice, so this client does not, and neither should whoever catches this.
 */
export class AmbiguousCreateError extends ClientError {
  override readonly name = 'AmbiguousCreateError'
  readonly kind = 'ambiguous-create'
  readonly sentAt: number
  readonly elapsedMs: number
  readonly bytesSent: number
  readonly answer: AmbiguousCreateFacts['answer']
  readonly idempotencyKey: string
  /** What to do about it, for a log or a person. */
  readonly advice: string

  constructor(what: string, facts: AmbiguousCreateFacts) {
    const advice =
      "Look in the provider's task list or wait for the callback: if the task is there, wait for it by its id. " +
      'Create another one only after making sure that it is not.'
    super(
      `This create may have been accepted, and may be billed: ${what} Its ${facts.bytesSent} bytes left at ` +
        `${new Date(facts.sentAt).toISOString()} and it was given up ${facts.elapsedMs} ms later. ${advice}`,
      facts,
    )
    this.sentAt = facts.sentAt
    this.elapsedMs = facts.elapsedMs
    this.bytesSent = facts.bytesSent
    this.answer = facts.answer
    this.idempotencyKey = facts.idempotencyKey
    this.advice = advice
  }
}
