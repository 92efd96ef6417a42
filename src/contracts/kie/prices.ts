import type { CreditRate, MediaRequest } from '../contract.ts'

export const kieCreditRate: CreditRate = {
  perDollar: 200,
  source: 'observed',
  from: 'one credit is US$0.005',
}

/** Credits per second of video (observed: wan 2.5). */
const CREDITS_PER_SECOND: Readonly<Record<string, number>> = { '720p': 12, '1080p': 20 }

/** What a Kie task costs, in credits; nothing is charged for a refused or failed one (observed). */
export const kiePrice = ({ durationSeconds, resolution }: MediaRequest): number =>
  // Assumed: a resolution without a known price costs as much as the dearest.
  durationSeconds * (CREDITS_PER_SECOND[resolution] ?? 20)

/** What the catalogue says of a model's price (observed: the words are free text); null where none is known. */
export const kiePricing = (model: string): string | null =>
  model.startsWith('wan/2-5-')
    ? Object.entries(CREDITS_PER_SECOND)
        .map(
          ([resolution, credits]) =>
            `${credits} credits per second at ${resolution} ($${(credits / kieCreditRate.perDollar).toFixed(2)})`,
        )
        .join(', ')
    : null
