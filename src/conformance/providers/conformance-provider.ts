import type { ErrorDetail, ProviderContract, WireAnswer } from '../../contracts/contract.ts'
import type { ErrorKind, Phase } from '../../contracts/vocabulary.ts'

export type CreateBody = Readonly<Record<string, unknown>>

/** A further response that a refusal may have, besides those of the contract's two profiles. */
export interface FurtherAnswer {
  readonly profile: 'documented' | 'observed'
  readonly source: string
  readonly answer: (answer: WireAnswer, detail: ErrorDetail) => WireAnswer
}

/** To a model these are words; a simulator does what they say. */
export const FAILING_PROMPT = 'A cat on a piano [[stunt: task-fails]]'

/** A kind of mistake in a create body. */
export type KnownRefusal = 'missing' | 'outside'

/** What the kit has to know of a provider in order to call it and to read its responses. Paths are JSON paths. */
export interface ConformanceProvider {
  readonly contract: ProviderContract
  readonly createPath: string
  readonly retrievePath: (id: string) => string
  readonly balancePath: string
  /** The components that its responses must fit. */
  readonly components: Readonly<Record<'created' | 'task' | 'balance' | 'callback' | 'refusal', string>>
  /** The cheapest create request, with every field stated that affects the price. */
  readonly cheapest: CreateBody
  /** The path of the prompt in it. */
  readonly promptPath: readonly string[]
  /**
   * What the provider is known to refuse, by a recorded response or by the example on its page: required fields that
   * are missing, options that do not exist. Each create request of tier free has one of these mistakes besides the one
   * that it is about.
   */
  readonly knownRefusals: ReadonlySet<KnownRefusal>
  /** Where responses have ids, states and the like. */
  readonly at: {
    readonly createdId: string
    /** Where the response to a create request repeats the id. */
    readonly createdIdAgain?: string
    readonly id: string
    readonly state: string
    readonly model: string
    readonly createdAt: string
    readonly code: string
    readonly message: string
    /** Where a refusal names the field; absent if only its message does. */
    readonly field?: string
    /** Where a refusal has its kind. */
    readonly type?: string
    readonly balance: string
    readonly progress?: string
    /** Where a task says why it failed, if it has not succeeded. */
    readonly failure?: string
    /** Where a created task says what it will cost. */
    readonly quote?: string
    /** Where responses have results, for findings. */
    readonly results: string
    /** Where an ended task says how many seconds its video has. */
    readonly seconds?: string
    /** The task's record inside a response. */
    readonly record: string
  }
  readonly createdIdPattern: RegExp
  readonly idSource: string
  /**
   * How certain the form of ids is: `error` if it must hold, `warning` if it was only observed. Length never matters.
   */
  readonly idPrefix?: RegExp
  /** A well-formed id that does not exist. */
  readonly unknownId: string
  /** The names of the id in refusals. */
  readonly idField?: string
  /** Whether a new task was observed to be unknown for a moment. */
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
  /** The field that a refusal reports as wrong, if it does so in a known form. */
  readonly fieldNamedIn: (json: unknown) => string | undefined
  /** The result in a response about a task that makes text instead of a file. */
  readonly textOf: (json: unknown) => unknown
  /** The allowed values of `object` in responses about models of imported pages; empty if there is no such field. */
  readonly importedObjects: readonly string[]
  /** Kinds of error that nobody has documented or observed: our own assumption. */
  readonly assumedKinds: ReadonlySet<ErrorKind>
  readonly furtherAnswers: Partial<Readonly<Record<ErrorKind, readonly FurtherAnswer[]>>>
  /** An id of the right form that belongs to somebody else: the one on the provider's page. */
  readonly foreignId: string
  /** Where prices come from. */
  readonly priceSource: string
  /** Whether nobody has stated or observed them. */
  readonly arePricesAssumed: boolean
}
