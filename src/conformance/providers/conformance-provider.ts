import type { ErrorDetail, ProviderContract, WireAnswer } from '../../contracts/contract.ts'
import type { ErrorKind, Phase } from '../../contracts/vocabulary.ts'

export type CreateBody = Readonly<Record<string, unknown>>

/** A further response a refusal may have, beside the contract's two tables. */
export interface FurtherAnswer {
  readonly profile: 'documented' | 'observed'
  readonly source: string
  readonly answer: (answer: WireAnswer, detail: ErrorDetail) => WireAnswer
}

/** To a model these are words; a simulator does what they say. */
export const FAILING_PROMPT = 'A cat on a piano [[stunt: task-fails]]'

/** A kind of mistake in a create's body. */
export type KnownRefusal = 'missing' | 'outside'

/** What the kit has to know of a provider to call it and to find its way around in its responses. Paths are JSON paths. */
export interface ConformanceProvider {
  readonly contract: ProviderContract
  readonly createPath: string
  readonly retrievePath: (id: string) => string
  readonly balancePath: string
  /** The components its responses are held to. */
  readonly components: Readonly<Record<'created' | 'task' | 'balance' | 'callback' | 'refusal', string>>
  /** The cheapest create there is, every field that costs stated. */
  readonly cheapest: CreateBody
  /** Where the prompt stands in it. */
  readonly promptPath: readonly string[]
  /**
   * What the provider is known to refuse, by a recorded response or by the example on its page: required fields that are
   * missing, options that do not exist. Free creates have one of these mistakes beside the one they are about.
   */
  readonly knownRefusals: ReadonlySet<KnownRefusal>
  /** Where ids, states and the like stand. */
  readonly at: {
    readonly createdId: string
    /** Where the create says the id once more. */
    readonly createdIdAgain?: string
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
    /** Where a task says why it failed, if it has not succeeded. */
    readonly failure?: string
    /** Where a created task says what it will cost. */
    readonly quote?: string
    /** Where results stand, for findings. */
    readonly results: string
    /** The task's record inside a response. */
    readonly record: string
  }
  readonly createdIdPattern: RegExp
  readonly idSource: string
  /** How sure the form of ids is: `error` where it must hold, `warning` where it was only seen. Length never matters. */
  readonly idPrefix?: RegExp
  /** A well-formed id that does not exist. */
  readonly unknownId: string
  /** What refusals call the id. */
  readonly idField?: string
  /** Whether a new task was seen to be unknown for a moment. */
  readonly isReadableLate: boolean
  readonly phases: Readonly<Record<string, Phase>>
  /** The unit and place of its times. */
  readonly timeUnit: 'ms' | 's'
  readonly endedAt?: string
  /** The result links in a response about an ended task. */
  readonly resultsOf: (json: unknown) => readonly unknown[]
  /** Where responses about an ended task say what it cost, as far as they do; and where callbacks do. */
  readonly bills: { readonly query: readonly string[]; readonly callback: readonly string[] }
  /** Where callbacks say what is left of the balance. */
  readonly remainsAt?: string
  /** Where responses about a task say what it makes, and how. */
  readonly saysOutput: (output: string) => readonly (readonly [at: string, value: string])[]
  /** Whether the code of a callback goes with its state; absent where callbacks have no code. */
  readonly codeFitsState?: (json: unknown) => boolean
  /** An order that fails, and costs nothing then. What only a provider on this machine can be told, no other is sent. */
  readonly failing: { readonly body: CreateBody; readonly isLocalOnly: boolean }
  /** The create request that a response about a task repeats; `undefined` where it repeats none. */
  readonly requestIn: (json: unknown) => CreateBody | undefined
  /** Whether a callback's value may stand for another one in the query: times cut to seconds, and the like. */
  readonly saysAlike: (key: string, query: unknown, callback: unknown) => boolean
  /** Whether a response is a refusal. A task that has failed is not one. */
  readonly isRefusal: (status: number, json: unknown) => boolean
  readonly isRateLimited: (status: number, json: unknown) => boolean
  /** The field that a refusal says is wrong, where it says so in a form that is known. */
  readonly fieldNamedIn: (json: unknown) => string | undefined
  /** What the provider makes that is no file, of a response about a task that makes text. */
  readonly textOf: (json: unknown) => unknown
  /** What `object` may be in responses about the models of imported pages; empty where there is no such field. */
  readonly importedObjects: readonly string[]
  /** Kinds nobody has documented or seen: our own assumption. */
  readonly assumedKinds: ReadonlySet<ErrorKind>
  readonly furtherAnswers: Partial<Readonly<Record<ErrorKind, readonly FurtherAnswer[]>>>
  /** An id of the right form that belongs to somebody else: the one on the provider's page. */
  readonly foreignId: string
  /** Where prices come from. */
  readonly priceSource: string
  /** Whether nobody has stated or observed them. */
  readonly arePricesAssumed: boolean
}
