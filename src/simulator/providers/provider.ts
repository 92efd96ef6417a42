import type {
  FailureWords,
  Operation,
  ProviderContract,
  RequestBody,
  RequestParts,
} from '../../contracts/index.ts'
import type { Model } from '../../contracts/models.ts'
import type { Account } from '../accounts/account.ts'
import type { Refusal } from '../http/refusal.ts'
import type { Task } from '../tasks/task.ts'
import type { Failure } from '../tasks/timeline.ts'
import type { Upload } from '../uploads/uploads.ts'

/** What rendering needs besides the task: whose it is, the time, and where the simulator's links start. */
export interface View {
  readonly account: Account
  /** Epoch ms by the account's clock. */
  readonly now: number
  /** Without a trailing slash. */
  readonly linkBase: string
}

/** One attempt at a callback, with everything its headers may depend on. */
export interface CallbackAttempt {
  readonly task: Task
  /** The body exactly as it is sent. */
  readonly body: string
  /** The same for every attempt of one delivery. */
  readonly deliveryId: string
  /** When it is sent, epoch ms by the account's clock. */
  readonly now: number
}

/** A provider's wire format: its ids, and what its responses look like. Shared code decides; this only renders. */
export interface SimulatedProvider {
  readonly contract: ProviderContract
  /** A task id in the provider's format; the same for the same seed, account, ordinal and time. */
  readonly newTaskId: (account: Account, ordinal: number, now: number) => string
  /** The task id that a retrieve request asks for; `undefined` if it has none. */
  readonly taskIdIn: (request: RequestParts) => string | undefined
  /** Why an id, or a missing one, cannot belong to a task; `undefined` if it can. */
  readonly refusesId: (id: string | undefined) => Refusal | undefined
  readonly renderCreated: (task: Task, view: View, estimateMs: number) => unknown
  /**
   * The task as the operation shows it: a provider may have several that read a task, such as its status and its result.
   * @throws Refusal where the operation has nothing to show of a task in this state
   */
  readonly renderTask: (task: Task, view: View, operation: Operation) => unknown
  readonly renderCallback: (task: Task, view: View) => unknown
  /** Why a task failed, in the words that its client reads; undefined where it is not told a reason. */
  readonly wordsOf: (failure: Failure | undefined) => FailureWords | undefined
  /** The headers of a callback attempt, besides the content type. */
  readonly callbackHeaders: (attempt: CallbackAttempt) => Readonly<Record<string, string>>
  /** Why it does not sign its callbacks; `undefined` when it does. */
  readonly unsignedBecause: string | undefined
  /** Why its links are not in a JSON text; `undefined` when they are. */
  readonly plainResultsBecause: string | undefined
  /** What it says of its models; undefined where it says nothing at this path. Absent where it has no such call. */
  readonly renderCatalogue?: (
    operation: Operation,
    request: RequestParts,
    models: readonly Model[],
    now: number,
  ) => unknown
  /** Several tasks, as a call asks for them; a sentence where it asks wrongly. Absent where it has no such call. */
  readonly renderTasks?: (
    request: RequestParts,
    tasks: () => Iterable<Task>,
    view: View,
    operation: Operation,
  ) => unknown
  /** The field in which a request for an estimate names the model. */
  readonly estimatedModelField?: string
  /** A price beforehand. Absent where it has no such call. */
  readonly renderEstimate?: (body: RequestBody, now: number) => unknown
  /** A file that was stored, with its link and the name it came with. Absent where it has no such call. */
  readonly renderUpload?: (upload: Upload, url: string, originalName: string) => unknown
  readonly renderBalance: (view: View) => unknown
  readonly renderDownloadLink: (url: string) => unknown
  /** The paths of its result links, after the simulator's own prefix, one per file; none if the task makes no file. */
  readonly resultPaths: (task: Task, account: Account) => readonly string[]
  /** What the response holds instead of a file; undefined if there are files. */
  readonly resultObject: (task: Task) => Readonly<Record<string, unknown>> | undefined
}
