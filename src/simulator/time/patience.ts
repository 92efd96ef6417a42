/** How long is waited for what comes from outside, real ms. Clients that send a request drop by drop are let go. */
export interface Patience {
  readonly headersMs: number
  readonly requestMs: number
  /** How often connections are looked at. */
  readonly checkEveryMs: number
  /** What is under way when the simulator closes. */
  readonly lastWordsMs: number
  /** How often watched pages are looked at. */
  readonly pagesEveryMs?: number
}

export const PATIENCE: Patience = {
  headersMs: 10_000,
  requestMs: 30_000,
  checkEveryMs: 2_000,
  lastWordsMs: 1_000,
}
