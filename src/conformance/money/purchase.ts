import type { Ask, Exchange } from '../wire/exchange.ts'

/** What is asked for in a purchase. */
export interface Purchase {
  readonly ask: Ask
  /** The most it may cost. */
  readonly credits: number
  /** What it will cost, according to the provider. */
  readonly quoteOf: (exchange: Exchange) => number | undefined
}

/** The outcome of a purchase. Without an id nobody can follow the task. */
export interface Bought {
  readonly exchange: Exchange
  readonly taskId: string | undefined
  /** Whether the create request was refused before anything was bought. */
  readonly isRefused: boolean
  readonly before: number
}
