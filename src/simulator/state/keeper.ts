import type { Account } from '../accounts/account.ts'
import type { Delivery } from '../callbacks/delivery.ts'

/** Who writes down what happens, with `--state`. */
export interface Keeper {
  opened(account: Account): void
  forgot(account: Account): void
  /** A callback is about to be sent: until its outcome is known, it is one that may have to be sent again. */
  sends(delivery: Delivery): void
  /** Resolves when all that has happened so far is on the disk; `undefined` unless `--durable` asks for that. */
  settled(): Promise<void> | undefined
}
