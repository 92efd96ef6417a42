/** A case that was asked for, and of which this provider's answers can tell nothing. */
export class LeftOut extends Error {
  override readonly name = 'LeftOut'
}
