/** A host that a link names lies inside a network. */
export class InternalAddressError extends Error {
  override readonly name = 'InternalAddressError'
}
