/** The outcome of a call. */
export interface OperationOutcome {
  readonly body?: unknown
  /** The body as JSON text, where it is known already. */
  readonly text?: string
  readonly taskId?: string
  /** Besides those of every response. */
  readonly headers?: Readonly<Record<string, string>>
  /** Runs once the response is under way. */
  readonly afterAnswer?: () => void
}
