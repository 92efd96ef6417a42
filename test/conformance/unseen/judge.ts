import { casesFor, type Finding, type Report, runContract } from '../../../src/conformance/index.ts'
import type { ProviderName } from '../../../src/contracts/vocabulary.ts'
import type { Deviation, UnseenOperator } from './operator.ts'
import { type Profile, type Stage, WEBHOOK_KEY } from './stage.ts'

/** What the kit is given: nothing, the ids of a finished and a failed task, or those and credits and a receiver. */
export type Means = 'free' | 'known' | 'paid'

export const MEANS: readonly Means[] = ['free', 'known', 'paid']

/** Runs the kit against a provider behind an operator, or a faithful one. */
export const judgeOn = async (
  stage: Stage,
  provider: ProviderName,
  means: Means,
  { profile, operator, maxCredits = 5_000 }: RunOptions,
): Promise<Report> => {
  const scene = stage.enter(operator)
  const knownTasks =
    means === 'free'
      ? []
      : [await stage.endedTask(provider, scene, false), await stage.endedTask(provider, scene, true)]
  const isPaid = means === 'paid'
  return runContract(
    { provider, baseUrl: scene.baseUrl, apiKey: scene.apiKey },
    {
      profile,
      knownTasks,
      tier: isPaid ? 'paid' : 'free',
      maxCredits: isPaid ? maxCredits : undefined,
      everyOption: isPaid && maxCredits > 1_000,
      callback: isPaid ? { listen: '127.0.0.1:0' } : {},
      webhookKey: provider === 'kie' ? WEBHOOK_KEY : undefined,
      // Time passes by reads, so a busy machine makes no task late.
      timeoutMs: 30_000,
      requestTimeoutMs: 30_000,
      pollMs: 1,
      // On a busy machine, what comes at once takes a moment. From a faithful provider nothing comes.
      settleMs: operator === undefined ? 10 : 150,
    },
  )
}

interface RunOptions {
  readonly profile: Profile
  readonly operator?: Deviation | undefined
  readonly maxCredits?: number | undefined
}

/** What a run has found with some of its means. */
export interface Judged {
  /** An error, or the money guard. */
  readonly isBroken: boolean
  /** A warning at least. */
  readonly isFound: boolean
  /** A finding names the place. */
  readonly isNamed: boolean
  readonly says: readonly string[]
}

/** Other words for a place. */
const ALSO: readonly (readonly [RegExp, RegExp])[] = [
  [/^location$/, /redirect/i],
  [/credits?\b|^data\.(user|token)/, /balance|credits/i],
  // Observed: callbacks have the name of the query.
  [/consumeCredits$/, /creditsConsumed/],
  [/^result file/, /\b(link|video|file|result)\b/i],
  [/^callback/, /callback/i],
  [/^Authorization$/, /\bkey\b/i],
  [/resultJson|resultUrls|^results$/, /resultJson|resultUrls|results?\b|\blinks?\b/i],
  [/^content-type$/, /content-type/i],
]

/** Whether a finding names a place: it, or the thing itself. */
export const namedBy = ({ where }: Pick<UnseenOperator, 'where'>): ((finding: Finding) => boolean) => {
  const last = where.split(/[. ]/).at(-1) ?? where
  const own = new RegExp(`(?<![\\w-])${last.replaceAll(/[^\w-]/g, '.')}(?![\\w-])`, 'i')
  const others = ALSO.filter(([place]) => place.test(where)).map(([, words]) => words)
  return ({ at, message, documented }) =>
    [own, ...others].some((words) => words.test(`${at} ${message} ${documented}`))
}

/** The means that each case of a provider needs. Those at the end look at all that was sent before. */
const meansOf = (provider: ProviderName): ReadonlyMap<string, Means> =>
  new Map(
    casesFor({ provider }).map(({ id, tier, needs = [] }) => [
      id,
      tier === 'paid' || AT_THE_END.has(id) ? 'paid' : needs.includes('known-task') ? 'known' : 'free',
    ]),
  )

const AT_THE_END: ReadonlySet<string> = new Set([
  ...['callback-once', 'json-content-type', 'key-not-echoed', 'balance-unchanged'],
])

/**
 * What a run with every means says of an operator, and what it would have said with fewer: by the findings of the cases that
 * are looked at then, which come before the others.
 */
export const judged = (report: Report, isNamedBy: (finding: Finding) => boolean): Record<Means, Judged> => {
  const needed = meansOf(report.provider)
  const rank = (means: Means | undefined): number => MEANS.indexOf(means ?? 'paid')
  const judgedWith = (given: Means): Judged => {
    const findings = report.verdicts
      .filter(({ id }) => rank(needed.get(id)) <= rank(given))
      .flatMap(({ id, findings: found }) => found.map((finding) => ({ id, ...finding })))
    const guard = given === 'paid' ? report.guard : null
    return {
      isBroken: guard !== null || findings.some(({ severity }) => severity === 'error'),
      isFound: guard !== null || findings.length > 0,
      isNamed: findings.some(isNamedBy),
      says: [
        ...(guard === null ? [] : [`guard: ${guard}`]),
        ...findings.map(({ id, severity, at, message }) => `${id} ${severity} at ${at}: ${message}`),
        ...report.verdicts.flatMap(({ id, outcome, why }) =>
          outcome === 'not-checked' && given === 'paid' ? [`${id} not checked: ${why}`] : [],
        ),
      ],
    }
  }
  return { free: judgedWith('free'), known: judgedWith('known'), paid: judgedWith('paid') }
}

const isFoundAtTheEnd = ({ verdicts }: Report): boolean =>
  verdicts.some(({ id, findings }) => AT_THE_END.has(id) && findings.length > 0)

/**
 * What the kit says with each of the means. One run with all of them tells, unless a case at its end has found something that
 * may come from what was sent without credits, too: then a run with less has to show it.
 */
export const judgedOn = async (
  stage: Stage,
  provider: ProviderName,
  options: RunOptions,
  isNamedBy: (finding: Finding) => boolean,
): Promise<Readonly<Record<Means, Judged>>> => {
  const report = await judgeOn(stage, provider, 'paid', options)
  const all = judged(report, isNamedBy)
  if (!isFoundAtTheEnd(report)) return all
  const withLess = async (means: 'free' | 'known'): Promise<Judged> =>
    all[means].isFound ? all[means] : judged(await judgeOn(stage, provider, means, options), isNamedBy).paid
  return { ...all, free: await withLess('free'), known: await withLess('known') }
}
