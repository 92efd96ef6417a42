/** The host of a link is inside a network. */
export class InternalAddressError extends Error {
  override readonly name = 'InternalAddressError'
}
