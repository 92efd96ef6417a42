/** What is kept cannot be read, or not be written: one sentence that says what is wrong, where, and what to do. */
export class StateError extends Error {
  override readonly name = 'StateError'
}
