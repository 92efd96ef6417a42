/** What a call led to. */
export interface OperationOutcome {
  readonly body: unknown
  readonly taskId?: string
  /** Runs once the answer is under way. */
  readonly afterAnswer?: () => void
}
