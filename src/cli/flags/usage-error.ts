/** Exit codes, the same for every command. */
export const EXIT = { ok: 0, contractBroken: 1, usage: 2, couldNotCheck: 3, moneyGuard: 4 } as const

/** The user's mistake: one sentence, exit code 2, no stack trace. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError'
}

/** A mistake in a flag or an argument, after which the command's help is mentioned. */
export class FlagError extends UsageError {
  override readonly name = 'FlagError'
}
