/** How long clients are waited for, real ms. Those that send a request drop by drop are let go. */
export interface Patience {
  readonly headersMs: number
  readonly requestMs: number
  /** How often connections are looked at. */
  readonly checkEveryMs: number
  /** What is under way when the simulator closes. */
  readonly lastWordsMs: number
}

export const PATIENCE: Patience = {
  headersMs: 10_000,
  requestMs: 30_000,
  checkEveryMs: 2_000,
  lastWordsMs: 1_000,
}
