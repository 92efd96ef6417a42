/** The outcome of a call. */
export interface OperationOutcome {
  readonly body: unknown
  readonly taskId?: string
  /** Runs once the response is under way. */
  readonly afterAnswer?: () => void
}
