import type { ErrorKind } from '../../contracts/index.ts'

/** A call that is refused: thrown by shared code as a kind, turned into the provider's words by its error table. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly kind: ErrorKind
  /** The offending field, as the provider names it. */
  readonly field: string | undefined

  /**
   * @param message one sentence for the developer, in the journal and `X-Stuntdouble-Note`; never in the response body
   */
  constructor(kind: ErrorKind, message: string, field?: string) {
    super(message)
    this.kind = kind
    this.field = field
  }
}
