/** A case that was asked for, but that this provider's responses cannot decide. */
export class LeftOut extends Error {
  override readonly name = 'LeftOut'
}
