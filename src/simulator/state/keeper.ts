import type { Account } from '../accounts/account.ts'

/** Who writes down what happens, with `--state`. */
export interface Keeper {
  opened(account: Account): void
  forgot(account: Account): void
  /** Resolves when all that has happened so far is on the disk; `undefined` unless `--durable` asks for that. */
  settled(): Promise<void> | undefined
}
