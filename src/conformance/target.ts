import { isLoopbackUrl } from '../contracts/addresses.ts'
import type { ProviderName } from '../contracts/vocabulary.ts'
import type { ImportedPage } from '../pages/imported-page.ts'
import { pagesFor } from './models/read-pages.ts'
import type { HeldTo, Tier, Verdict } from './report/verdict.ts'

/** Which provider is checked. */
export interface Target {
  readonly provider: ProviderName
  /** Without a trailing slash, with the reseller's prefix where there is one. */
  readonly baseUrl: string
  readonly apiKey: string
}

export interface CallbackOptions {
  /** Where our own receiver listens: `127.0.0.1:0` is any free port. */
  readonly listen?: string | undefined
  /** The address given to the provider; it must lead to the receiver, or only the create request is checked. */
  readonly url?: string | undefined
}

export interface ContractOptions {
  readonly tier?: Tier | undefined
  /** The most that may be spent, in the provider's credits. Required in tier paid. */
  readonly maxCredits?: number | undefined
  /**
   * Models to check besides the bundled ones, by their pages: files or folders of pages, what `stuntdouble import`
   * wrote, or pages already read.
   */
  readonly models?: readonly (string | ImportedPage)[] | undefined
  /**
   * Called with a sentence for every file below `models` that is not a page; without it, such a file is a RangeError.
   */
  readonly onRefusedPage?: ((reason: string) => void) | undefined
  /**
   * The most that one task of an imported model may cost, in the provider's credits, since pages state no prices.
   * Without it no task of these models is bought.
   */
  readonly modelCredits?: number | undefined
  /** Whether tier paid buys further tasks, so that every option of every bundled model is ordered once. */
  readonly everyOption?: boolean | undefined
  /** Ids of ended tasks of this account. */
  readonly knownTasks?: readonly string[] | undefined
  /** A file of paid ids: written by tier paid, read by every later run. */
  readonly ledger?: string | undefined
  readonly callback?: CallbackOptions | undefined
  /** The environment variable that has the API key, for the commands in the report that run a case again. */
  readonly keyVariable?: string | undefined
  /** The key the provider signs callbacks with, if one is configured. */
  readonly webhookKey?: string | undefined
  readonly profile?: HeldTo | undefined
  /** Only these cases. */
  readonly only?: readonly string[] | undefined
  /** Warnings break the contract, and what was left out counts as not checked. */
  readonly strict?: boolean | undefined
  /** How long a task, and the callback after its end, may take, ms. */
  readonly timeoutMs?: number | undefined
  /** How long one response may take, ms. */
  readonly requestTimeoutMs?: number | undefined
  /** How often a task is read, ms. */
  readonly pollMs?: number | undefined
  /** How long after an accepted callback we look for a surplus one, ms. */
  readonly settleMs?: number | undefined
  /** Records in the ledger that somebody has looked into the create requests that it left open. */
  readonly resolve?: boolean | undefined
  /** Ends the run early: the report still says what was spent and bought. */
  readonly signal?: AbortSignal | undefined
  /** Called after each case. */
  readonly onVerdict?: ((verdict: Verdict, done: number, all: number) => void) | undefined
  /** Called with what is being waited for, such as the state of the paid task. */
  readonly onWaiting?: ((what: string) => void) | undefined
}

/** The options without defaults. */
type Open = 'ledger' | 'keyVariable' | 'webhookKey' | 'onVerdict' | 'onWaiting' | 'onRefusedPage' | 'signal'

/** Options with their defaults. */
export type SettledOptions = {
  readonly [Name in Exclude<keyof ContractOptions, Open | 'models'>]-?: Exclude<
    ContractOptions[Name],
    undefined
  >
} & Pick<ContractOptions, Open> & { readonly models: readonly ImportedPage[] }

const MINUTE_MS = 60_000

/** @throws RangeError when there are models, but none of this provider */
export const settled = ({ provider, baseUrl }: Target, options: ContractOptions): SettledOptions => {
  const isLocal = isLoopbackUrl(baseUrl)
  // Observed: 63-785 s per video.
  const timeoutMs = options.timeoutMs ?? 15 * MINUTE_MS
  return {
    tier: options.tier ?? 'free',
    models: pagesFor(provider, options),
    onRefusedPage: options.onRefusedPage,
    modelCredits: options.tier === 'paid' ? (options.modelCredits ?? 0) : 0,
    maxCredits: options.tier === 'paid' ? (options.maxCredits ?? 0) : 0,
    everyOption: options.everyOption ?? false,
    knownTasks: options.knownTasks ?? [],
    ledger: options.ledger,
    callback: options.callback ?? {},
    keyVariable: options.keyVariable,
    webhookKey: options.webhookKey,
    profile: options.profile ?? 'either',
    only: options.only ?? [],
    strict: options.strict ?? false,
    timeoutMs,
    requestTimeoutMs: options.requestTimeoutMs ?? Math.min(timeoutMs, 2 * MINUTE_MS),
    pollMs: options.pollMs ?? (isLocal ? 250 : 5_000),
    settleMs: options.settleMs ?? (isLocal ? 500 : 10_000),
    resolve: options.resolve ?? false,
    signal: options.signal,
    onVerdict: options.onVerdict,
    onWaiting: options.onWaiting,
  }
}
