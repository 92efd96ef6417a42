import type { ProviderContract } from '../../contracts/index.ts'
import type { Account } from '../accounts/account.ts'
import type { Refusal } from '../http/refusal.ts'
import type { Task } from '../tasks/task.ts'

/** What rendering needs besides the task: whose it is, when, and where the simulator's links start. */
export interface View {
  readonly account: Account
  /** Epoch ms by the account's clock. */
  readonly now: number
  /** Without a trailing slash. */
  readonly linkBase: string
}

/** The id a retrieve asks for, from wherever the provider has it. */
export interface RetrieveRequest {
  readonly query: Readonly<Record<string, unknown>>
  readonly params: Readonly<Record<string, unknown>>
}

/** A provider's wire: its ids, and what its answers look like. Whatever decides, is shared; this only renders. */
export interface SimulatedProvider {
  readonly contract: ProviderContract
  /** A task id in the provider's format; the same for the same seed, account, ordinal and time. */
  readonly newTaskId: (account: Account, ordinal: number, now: number) => string
  /** The task id a retrieve asks for; `undefined` where it has none. */
  readonly taskIdIn: (request: RetrieveRequest) => string | undefined
  /** Why an id, or none, cannot be a task's; `undefined` when it may be one. */
  readonly refusesId: (id: string | undefined) => Refusal | undefined
  readonly renderCreated: (task: Task, view: View, estimateMs: number) => unknown
  readonly renderTask: (task: Task, view: View) => unknown
  readonly renderCallback: (task: Task, view: View) => unknown
  /** Headers of a callback attempt made at `now`, beside the content type. */
  readonly callbackHeaders: (task: Task, now: number) => Readonly<Record<string, string>>
  /** Why it does not sign its callbacks; `undefined` when it does. */
  readonly unsignedBecause: string | undefined
  readonly renderBalance: (view: View) => unknown
  readonly renderDownloadLink: (url: string) => unknown
  /** What its result links look like behind the simulator's own prefix, one per file; none where it makes no file. */
  readonly resultPaths: (task: Task, account: Account) => readonly string[]
  /** What stands in the answer instead of a file; undefined where there are files. */
  readonly resultObject: (task: Task) => Readonly<Record<string, unknown>> | undefined
}
