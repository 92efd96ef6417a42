import { readPages } from '../../../src/conformance/models/read-pages.ts'
import { checkPage, PAID } from '../imported-pages.ts'
import { eachOf } from './each-of.ts'
import { inShort, isKilled } from './judge.ts'
import { changesOf, type PageChange } from './page-changes.ts'

/** Pages of your own, each with one thing changed, served to a kit that has them as they were. */

type Tier = 'free' | 'paid'

interface Measured {
  readonly name: string
  /** The models of the page, and the field that was changed. */
  readonly place: string
  readonly tier: Tier
  /** Whether anything was found, whether that broke the contract, and whether a finding names the field. */
  readonly isFound: boolean
  readonly isKilled: boolean
  readonly isNamed: boolean
  /** Whether a run that buys nothing bought something. */
  readonly isBought: boolean
  /** What the kit says, in short. */
  readonly says: string
}

const measured = async (change: PageChange, tier: Tier): Promise<Measured> => {
  const { original: page, page: served, name, field } = change
  const profile = 'observed' as const
  // On a busy machine nothing may come late: that would be an open question, and no finding.
  const patient = { profile, timeoutMs: 30_000 }
  const options = tier === 'paid' ? { ...PAID, ...patient } : patient
  const { report, tasks } = await checkPage({
    page,
    served: [served],
    simulator: { profile },
    options,
  })
  const findings = report.verdicts.flatMap((verdict) => verdict.findings)
  const says = (text: string): boolean => text.includes(field)
  return {
    name,
    place: `${page.models.join()} ${field}`,
    tier,
    isFound: findings.length > 0,
    isKilled: isKilled(report),
    isNamed: findings.some(({ message, observed }) => says(message) || says(observed)),
    isBought: tier === 'free' && tasks.length > 0,
    says: inShort(report),
  }
}

/** Every change of every page in the folder, in both tiers. */
export const measurePages = async (folder: string): Promise<readonly Measured[]> => {
  const pages = readPages([folder], () => undefined)
  // Two pages on one model would be the same twice.
  const distinct = [...new Map(pages.map((page) => [page.models.join(), page])).values()]
  const changes = distinct.flatMap(changesOf)
  const runs = changes.flatMap((change) => (['free', 'paid'] as const).map((tier) => ({ change, tier })))
  return eachOf(runs, ({ change, tier }) => measured(change, tier))
}

/** One line for each kind of change. */
export const pagesTable = (runs: readonly Measured[]): string => {
  const names = [...new Set(runs.map(({ name }) => name))]
  const line = (name: string | undefined): string => {
    const of = (tier: Tier) =>
      runs.filter((run) => run.tier === tier && (name === undefined || run.name === name))
    const [free, paid] = [of('free'), of('paid')]
    const count = (some: typeof free, key: 'isFound' | 'isNamed' | 'isKilled'): string =>
      `${some.filter((run) => run[key]).length} of ${some.length}`
    return `| ${[name ?? 'all', count(free, 'isFound'), count(free, 'isNamed'), count(paid, 'isFound'), count(paid, 'isNamed'), count(paid, 'isKilled')].join(' | ')} |`
  }
  return [
    '| changed | tier free: found | field named | tier paid: found | field named | contract broken |',
    '|---|---|---|---|---|---|',
    ...[...names, undefined].map(line),
  ].join('\n')
}

/** The runs of tier free that bought something, and what tier paid missed. */
export const pagesRest = (runs: readonly Measured[]): string => {
  const told = (some: readonly Measured[]): readonly string[] =>
    some.map(({ name, place, says }) => `  ${place}: ${name}: ${says}`)
  const bought = runs.filter(({ isBought }) => isBought)
  const missed = runs.filter(({ tier, isFound }) => tier === 'paid' && !isFound)
  return [
    `bought in tier free: ${bought.length}`,
    ...told(bought),
    `missed in tier paid: ${missed.length}`,
    ...told(missed),
  ].join('\n')
}
