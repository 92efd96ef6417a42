import type { ProviderName } from '../../../src/contracts/vocabulary.ts'

/** A request as operators see it; `path` has no query. */
export interface UnseenRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly json: unknown
  readonly text: string
}

export interface UnseenResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** Where the body is not text. */
  readonly bytes?: Uint8Array
  /** Sends it in pieces. */
  readonly isChunked?: boolean
}

/** What an operator may look at and ask for. */
export interface UnseenExchange {
  readonly request: UnseenRequest
  readonly memory: Map<string, unknown>
  readonly faithful: (request: UnseenRequest) => Promise<UnseenResponse>
  response?: UnseenResponse
}

export interface Delivery {
  /** POST, unless it says otherwise. */
  readonly method?: string
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** The least that the kit has to be given to see the deviation. */
export type Needs = 'free' | 'known' | 'paid' | 'callback'

/** What stands between the kit and a faithful provider. */
export type Deviation = Pick<UnseenOperator, 'before' | 'apply' | 'applyCallback'> & {
  readonly benign: boolean
}

/** One deviation, written without sight of the kit: see test/fixtures/unseen/operators/README.md. */
export interface UnseenOperator {
  readonly id: string
  readonly provider: ProviderName
  readonly kind: string
  readonly needs: Needs
  /** What a good finding names. */
  readonly where: string
  readonly about: string
  readonly benign: boolean
  readonly profile: 'any' | 'documented' | 'observed'
  readonly before?: (exchange: UnseenExchange) => Promise<UnseenResponse | null>
  readonly apply: (exchange: UnseenExchange) => Promise<UnseenResponse>
  readonly applyCallback: (
    delivery: Delivery,
    memory: Map<string, unknown>,
  ) => Delivery | readonly Delivery[] | null
}

const FILE = '../../fixtures/unseen/operators/operators.mjs'

/** Every operator of the set. */
export const unseenOperators = async (): Promise<readonly UnseenOperator[]> => (await import(FILE)).operators
