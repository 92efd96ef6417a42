import type { Case } from '../../conformance/index.ts'
import type { ProviderName } from '../../contracts/index.ts'
import { wrapped } from '../flags/help.ts'

interface Plan {
  readonly provider: ProviderName
  readonly cases: readonly Case[]
  /** What the one task of the bundled models costs. */
  readonly taskCredits: number
  /** Whether nobody has stated or observed the prices. */
  readonly arePricesAssumed: boolean
  /** What one task of an imported model may cost, if that was given. */
  readonly modelCredits: number | undefined
}

const costOf = ({ tier, page, sharesTask, worstCredits, isPurchase }: Case): string => {
  if (tier === 'free') return ''
  if (page !== undefined)
    return isPurchase === true ? 'a second one' : sharesTask ? 'one per model' : 'worst one'
  if (sharesTask) return 'shares the task'
  return `${isPurchase === true ? 'buys' : 'worst'} ${worstCredits}`
}

/** Below this many columns, what a case is about goes onto lines of its own. */
const WIDE = 120

const rowOf = (one: Case, width: number, columns: number): string => {
  const { id, tier, about } = one
  const cost = costOf(one)
  if (columns >= WIDE) return `  ${id.padEnd(width)}  ${tier}  ${cost.padEnd(15)}  ${about}`
  const text = `${tier}${cost === '' ? '' : `, ${cost}`}: ${about}`
  return [`  ${id}`, ...wrapped(text, columns - 6).map((line) => `      ${line}`)].join('\n')
}

/**
 * What `--dry-run` prints: every case, and what all of them may cost.
 * @param columns how many characters fit on a line
 */
export const contractPlan = (plan: Plan, columns = Number.POSITIVE_INFINITY): string => {
  const { provider, cases, taskCredits, arePricesAssumed, modelCredits } = plan
  const width = Math.min(48, Math.max(...cases.map(({ id }) => id.length)))
  const rows = cases.map((one) => rowOf(one, width, columns))
  const paid = cases.filter(({ tier }) => tier === 'paid')
  const bundled = paid.filter(({ page }) => page === undefined)
  const worst = (some: readonly Case[]): number =>
    Math.max(0, ...some.map(({ worstCredits = 0 }) => worstCredits))
  const ofTask = bundled.some(({ sharesTask }) => sharesTask) ? taskCredits : 0
  const purchases = bundled.filter(({ isPurchase }) => isPurchase === true)
  const refusals = bundled.filter(({ isPurchase, sharesTask }) => !isPurchase && !sharesTask)
  const models = new Set(
    paid.flatMap(({ page, model, absent }) =>
      page !== undefined && absent === undefined ? (model ?? []) : [],
    ),
  ).size
  const least = Math.max(ofTask, ofTask === 0 ? worst(refusals) : 0) + models * (modelCredits ?? 0)
  const bought = purchases.reduce((sum, { worstCredits = 0 }) => sum + worstCredits, 0)
  const all = ofTask + models * 2 * (modelCredits ?? 0) + bought + worst(refusals)
  const source = arePricesAssumed
    ? 'These prices are assumed: the provider publishes none. A task may cost more, and the first one that does ends the run.'
    : 'These prices were observed; a task that costs more ends the run.'
  const sentences = [
    'Tier free costs nothing: each create request has a mistake that the provider is known to refuse, and the first one accepted ends the run.',
    ...(paid.length === 0
      ? []
      : [
          `Tier paid buys one task for ${ofTask} credits. Its refusals cost nothing unless one is accepted: that ends the run, at worst ${worst(refusals)} credits in.`,
          ...(models === 0 ? [] : [modelsText(models, modelCredits)]),
          ...(bought === 0
            ? []
            : [
                `With --every-option it buys ${purchases.length} more tasks, of other options and models, for ${bought} credits.`,
              ]),
          'An order that is refused without saying why is sent again with one field changed at a time, until one is accepted: one more task at most for each, within the ceiling.',
          source,
          `So --max-credits ${least} is enough for one task${models > 0 ? ' of each' : ''}, and --max-credits ${all} with --every-option. No create request is sent that could exceed it.`,
        ]),
  ]
  return [
    `${provider}: ${cases.length} cases, ${cases.length - paid.length} free and ${paid.length} paid`,
    ...rows,
    '',
    ...sentences.flatMap((sentence) => wrapped(sentence, columns)),
    '',
  ].join('\n')
}

const modelsText = (models: number, credits: number | undefined): string => {
  const tasks =
    models === 1 ? 'one task of 1 imported model' : `one task of each of ${models} imported models`
  return credits === undefined
    ? `It would buy ${tasks} too, whose prices no page states: without --model-credits N it buys none of them.`
    : `It buys ${tasks} too (with --every-option two), each for at most ${credits} credits by your --model-credits.`
}
