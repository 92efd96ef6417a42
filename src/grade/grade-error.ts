/** A grading that could not be made: one sentence. */
export class GradeError extends Error {
  override readonly name = 'GradeError'
  /** Whether the command line is wrong, or the client shows nothing that could be judged. */
  readonly kind: 'usage' | 'nothing-to-judge'

  constructor(kind: GradeError['kind'], message: string) {
    super(message)
    this.kind = kind
  }
}
