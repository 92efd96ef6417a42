import type { CreditRate, MediaRequest } from '../contract.ts'

/**
 * Credits per second of video. Assumed: EvoLink publishes no prices; the page's example reserves 5 credits for a task
 * of the defaults (5 s at 720p), 480p is "lower" and 1080p "higher" (documented).
 */
export const CREDITS_PER_SECOND: Readonly<Record<string, number>> = { '480p': 0.5, '720p': 1, '1080p': 2 }

export const evolinkCreditRate: CreditRate = {
  perDollar: 68,
  source: 'observed',
  from: "the query's usage.cost, which states both: 68 credits are one US dollar",
}

/** US$ of an amount of credits, to a hundredth of a cent. */
export const evolinkDollars = (credits: number): number =>
  Math.round((credits / evolinkCreditRate.perDollar) * 10_000) / 10_000

/** What an EvoLink task costs, in credits. */
export const evolinkPrice = ({ durationSeconds, resolution }: MediaRequest): number =>
  durationSeconds * (CREDITS_PER_SECOND[resolution] ?? 2)
