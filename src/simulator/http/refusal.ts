import type { ErrorDetail, ErrorKind, RefusalWords } from '../../contracts/index.ts'

/** A call that is refused: thrown by shared code as a kind, turned into the provider's words by its error table. */
export class Refusal extends Error {
  override readonly name: string
  readonly kind: ErrorKind
  /** The offending field, as the provider names it. */
  readonly field: string | undefined
  /** What it says instead of what the error table says about its kind. */
  readonly words: RefusalWords | undefined
  readonly credits: ErrorDetail['credits']

  /**
   * @param message one sentence for the developer, in the journal and `X-Stuntdouble-Note`; never in the response body
   */
  constructor(
    kind: ErrorKind,
    message: string,
    field?: string,
    { words, credits }: { readonly words?: RefusalWords; readonly credits?: ErrorDetail['credits'] } = {},
  ) {
    // It is an outcome, not a bug: nobody reads its stack, and collecting it would be a tenth of a refused request.
    const { stackTraceLimit } = Error
    Error.stackTraceLimit = 0
    super(message)
    Error.stackTraceLimit = stackTraceLimit
    this.name = 'Refusal'
    this.kind = kind
    this.field = field
    this.words = words
    this.credits = credits
  }
}
