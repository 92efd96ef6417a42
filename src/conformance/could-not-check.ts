import type { Exchange } from './wire/exchange.ts'

/** A case could not be checked. Says nothing about the provider's contract. */
export class CouldNotCheck extends Error {
  override readonly name: string = 'CouldNotCheck'
}

/** Nobody can be reached: no further case needs to find that out. */
export class Unreachable extends CouldNotCheck {}

/** A whole response did not come, though the request may have arrived. */
export class NoAnswer extends CouldNotCheck {
  /** What had come of the response. */
  readonly partial: Exchange | undefined

  constructor(message: string, partial?: Exchange) {
    super(message)
    this.partial = partial
  }
}

/** What was seen when money was spent that should not have been. */
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
