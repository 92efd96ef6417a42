/** A mistake in how a run was requested, or a machine that does not allow it: one sentence. */
export class RunError extends Error {
  override readonly name = 'RunError'
}
