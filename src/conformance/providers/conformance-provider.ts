import type { ErrorDetail, ProviderContract, WireAnswer } from '../../contracts/contract.ts'
import type { ErrorKind, Phase } from '../../contracts/vocabulary.ts'

export type Body = Readonly<Record<string, unknown>>

/** A further answer a refusal may have, beside the contract's two tables. */
export interface FurtherAnswer {
  readonly profile: 'documented' | 'observed'
  readonly source: string
  readonly answer: (answer: WireAnswer, detail: ErrorDetail) => WireAnswer
}

/** What the kit has to know of a provider to call it and to find its way around in its answers. Paths are JSON paths. */
export interface Dialect {
  readonly contract: ProviderContract
  readonly createPath: string
  readonly retrievePath: (id: string) => string
  readonly balancePath: string
  /** The components its answers are held to. */
  readonly components: Readonly<Record<'created' | 'task' | 'balance' | 'callback' | 'refusal', string>>
  /** The cheapest create there is, every field that costs stated. */
  readonly cheapest: Body
  /** Where ids, states and the like stand. */
  readonly at: {
    readonly createdId: string
    readonly id: string
    readonly state: string
    readonly model: string
    readonly createdAt: string
    readonly code: string
    readonly message: string
    /** Where a refusal names the field; absent where it does so only in words. */
    readonly field?: string
    /** Where a refusal says what sort it is. */
    readonly type?: string
    readonly balance: string
    readonly progress?: string
    /** Where a created task says what it will cost. */
    readonly quote?: string
    /** Where results stand, for findings. */
    readonly results: string
    /** The task's record inside an answer. */
    readonly record: string
  }
  readonly createdIdPattern: RegExp
  readonly idSource: string
  readonly phases: Readonly<Record<string, Phase>>
  /** The unit and place of its times. */
  readonly timeUnit: 'ms' | 's'
  readonly endedAt?: string
  /** The result links of an ended task's answer. */
  readonly resultsOf: (json: unknown) => readonly unknown[]
  /** Whether an answer to a create says that there is a task now. */
  readonly isAccepted: (status: number, json: unknown) => boolean
  readonly isRateLimited: (status: number, json: unknown) => boolean
  /** The field that a refusal says is wrong, where it says so in a form that is known. */
  readonly fieldNamedIn: (json: unknown) => string | undefined
  /** What the provider makes that is no file, of an answer about a task that makes text. */
  readonly textOf: (json: unknown) => unknown
  /** What `object` may be in answers about the models of pages of one's own; none where there is no such field. */
  readonly importedObjects: readonly string[]
  /** Kinds nobody has documented or seen: our own assumption. */
  readonly assumedKinds: ReadonlySet<ErrorKind>
  readonly furtherAnswers: Partial<Readonly<Record<ErrorKind, readonly FurtherAnswer[]>>>
  /** An id of the right form that belongs to somebody else: the one on the provider's page. */
  readonly foreignId: string
  /** Where prices come from. */
  readonly priceSource: string
}
