import type { Case } from '../conformance/index.ts'
import type { ProviderName } from '../contracts/index.ts'

interface Plan {
  readonly provider: ProviderName
  readonly cases: readonly Case[]
  /** What the one task of the bundled models costs. */
  readonly taskCredits: number
  /** What one task of an imported model may cost, where that was said. */
  readonly modelCredits: number | undefined
}

const costOf = ({ tier, model, sharesTask, worstCredits }: Case): string => {
  if (tier === 'paid' && model !== undefined) return 'one per model'
  if (sharesTask) return 'shares the task'
  return worstCredits === undefined ? '' : `worst ${worstCredits}`
}

/** What `--dry-run` prints: every case, and what all of it may cost. */
export const contractPlan = ({ provider, cases, taskCredits, modelCredits }: Plan): string => {
  const width = Math.max(...cases.map(({ id }) => id.length))
  const rows = cases.map(
    (one) => `  ${one.id.padEnd(width)}  ${one.tier}  ${costOf(one).padEnd(15)}  ${one.about}`,
  )
  const paid = cases.filter(({ tier }) => tier === 'paid')
  const bundled = paid.filter(({ model }) => model === undefined)
  const ofTask = bundled.some(({ sharesTask }) => sharesTask) ? taskCredits : 0
  const riskiest = Math.max(0, ...bundled.map(({ worstCredits = 0 }) => worstCredits))
  const models = new Set(paid.flatMap(({ model, absent }) => (absent === undefined ? (model ?? []) : [])))
    .size
  const ofModels = models * (modelCredits ?? 0)
  const enough = Math.max(ofTask, riskiest) + ofModels
  return [
    `${provider}: ${cases.length} cases, ${cases.length - paid.length} free and ${paid.length} paid`,
    ...rows,
    '',
    'Tier free costs nothing.',
    `Tier paid buys one task for ${ofTask} credits. Its refusals cost nothing unless one is accepted: then the run stops, at worst ${riskiest} credits in.`,
    ...(models === 0 ? [] : [modelsText(models, modelCredits)]),
    `So --max-credits ${enough} is enough; nothing is sent that could cost more at the known prices${ofModels > 0 ? ' and within --model-credits' : ''}.`,
    '',
  ].join('\n')
}

const modelsText = (models: number, credits: number | undefined): string => {
  const tasks =
    models === 1 ? 'one task of 1 imported model' : `one task of each of ${models} imported models`
  return credits === undefined
    ? `It would buy ${tasks} too, whose prices no page states: without --model-credits N it buys none of them.`
    : `It buys ${tasks} too, each for at most ${credits} credits by your --model-credits.`
}
