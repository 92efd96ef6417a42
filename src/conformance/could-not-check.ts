import type { Exchange } from './wire/exchange.ts'

/** A case could not be checked. This says nothing about the provider's contract. */
export class CouldNotCheck extends Error {
  override readonly name: string = 'CouldNotCheck'
}

/** Nothing can be reached: further cases need not find that out again. */
export class Unreachable extends CouldNotCheck {}

/** The response was incomplete or missing, though the request may have arrived. */
export class NoAnswer extends CouldNotCheck {
  /** The part of the response that arrived. */
  readonly partial: Exchange | undefined

  constructor(message: string, partial?: Exchange) {
    super(message)
    this.partial = partial
  }
}

/** The evidence that money was spent which should not have been. */
export interface Accident {
  /** Where it shows. */
  readonly at: string
  readonly documented: string
  readonly observed: string
  readonly message: string
  readonly exchange?: Exchange | undefined
}

/** Something was bought that should not have been, or may have been. The run stops at once. */
export class MoneyGuard extends Error {
  override readonly name = 'MoneyGuard'
  readonly accident: Accident | undefined

  constructor(message: string, accident?: Accident) {
    super(message)
    this.accident = accident
  }
}
