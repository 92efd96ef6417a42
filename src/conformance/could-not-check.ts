/** A case could not be checked. Says nothing about the provider's contract. */
export class CouldNotCheck extends Error {
  override readonly name = 'CouldNotCheck'
}

/** Nobody can be reached: no further case needs to find that out. */
export class Unreachable extends CouldNotCheck {}

/** Something may have been bought that should not have been. The run stops at once. */
export class MoneyGuard extends Error {
  override readonly name = 'MoneyGuard'
}
