/** How long to wait for what comes from outside, real ms. Clients that send a request drop by drop are disconnected. */
export interface Patience {
  readonly headersMs: number
  readonly requestMs: number
  /** How often connections are checked. */
  readonly checkEveryMs: number
  /** For what is under way when the simulator closes. */
  readonly lastWordsMs: number
  /** How often watched pages are checked. */
  readonly pagesEveryMs?: number
}

export const PATIENCE: Patience = {
  headersMs: 10_000,
  requestMs: 30_000,
  checkEveryMs: 2_000,
  lastWordsMs: 1_000,
}
