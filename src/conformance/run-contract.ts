import type { Case, Need } from './case.ts'
import { caseLists } from './cases/index.ts'
import { CouldNotCheck, MoneyGuard } from './could-not-check.ts'
import { Judge } from './judge.ts'
import { importedCases } from './models/cases.ts'
import { pagesFor } from './models/read-pages.ts'
import { dialects } from './providers/index.ts'
import { LeftOut } from './report/left-out.ts'
import { replayOf } from './report/replay.ts'
import { countsOf, exitCodeOf, type Report } from './report/report.ts'
import type { Verdict } from './report/verdict.ts'
import { Run } from './run.ts'
import { cheapestOrder } from './story.ts'
import { type ContractOptions, type Settled, settled, type Target } from './target.ts'
import { Trial } from './trial.ts'
import { evidenceOf } from './wire/wire.ts'

/** A mistake of ours must not end a run that has paid for a task. */
const reasonOf = (error: unknown): string =>
  error instanceof CouldNotCheck || error instanceof MoneyGuard
    ? error.message
    : `a mistake of the kit's: ${String(error)}`

/** `kie/painter/text-to-image` asks for every case of that model. */
const isAsked = (only: readonly string[], { id }: Case): boolean =>
  only.some((asked) => id === asked || id.startsWith(`${asked}/`))

/**
 * The cases a run looks at, in order; with the models of pages of one's own, theirs too.
 * @throws RangeError on an id that is none, or models of which none is the provider's
 */
export const casesFor = (
  { provider }: Pick<Target, 'provider'>,
  only: readonly string[] = [],
  options: Pick<ContractOptions, 'models' | 'onRefusedPage'> = {},
): readonly Case[] => {
  const { cases: bundled, atTheEnd } = caseLists[provider]
  const cases = [...bundled, ...importedCases(provider, pagesFor(provider, options)), ...atTheEnd]
  const unknown = only.find((asked) => !cases.some((one) => isAsked([asked], one)))
  if (unknown !== undefined) throw new RangeError(`there is no case ${JSON.stringify(unknown)}`)
  return only.length === 0 ? cases : cases.filter((one) => one.isGuard || isAsked(only, one))
}

/** A run under way: case by case, so that each can be a test of its own. */
export class ContractRun {
  readonly cases: readonly Case[]
  readonly #run: Run
  readonly #options: Settled
  readonly #verdicts: Verdict[] = []
  readonly #startedAt = Date.now()
  #after: number | undefined

  constructor(target: Target, given: ContractOptions = {}) {
    const normal = { ...target, baseUrl: target.baseUrl.replace(/\/+$/, '') }
    this.#options = settled(normal, given)
    if (this.#options.tier === 'paid' && !(this.#options.maxCredits > 0)) {
      throw new RangeError('tier paid wants maxCredits, the most that may be spent')
    }
    if (given.modelCredits !== undefined && !(given.modelCredits > 0)) {
      throw new RangeError('modelCredits is the most that one task of an imported model may cost: above 0')
    }
    this.cases = casesFor(target, this.#options.only, { models: this.#options.models })
    this.#run = new Run(normal, this.#options)
  }

  /** Checks one case. Cases are checked in order. */
  async check(one: Case): Promise<Verdict> {
    const startedAt = Date.now()
    if (this.#run.before === undefined && this.#verdicts.length === 0) {
      this.#run.before = await this.#run.balance().catch(() => undefined)
    }
    const judge = new Judge(this.#options.profile)
    const { outcome, why } = await this.#judged(one, judge)
    const verdict: Verdict = {
      id: one.id,
      provider: this.#run.target.provider,
      about: one.about,
      tier: one.tier,
      outcome,
      ...(why === undefined ? {} : { why: this.#run.redact(why) }),
      findings: judge.shown.map(({ finding, exchange }) => ({
        ...finding,
        observed: this.#run.redact(finding.observed),
        message: this.#run.redact(finding.message),
        ...(exchange === undefined ? {} : { evidence: evidenceOf(exchange, this.#run.redact) }),
      })),
      deviations: judge.deviations.map((deviation) => ({
        ...deviation,
        observed: this.#run.redact(deviation.observed),
      })),
      durationMs: Date.now() - startedAt,
      replay: replayOf(one, this.#run.target, this.#options),
    }
    this.#verdicts.push(verdict)
    this.#options.onVerdict?.(verdict, this.#verdicts.length, this.cases.length)
    return verdict
  }

  async #judged(one: Case, judge: Judge): Promise<Pick<Verdict, 'outcome' | 'why'>> {
    const absent = this.#absent(one)
    if (absent !== undefined) return { outcome: 'left-out', why: absent }
    const { guard } = this.#run
    if (guard !== undefined && !one.isGuard)
      return { outcome: 'not-checked', why: `stopped by the money guard: ${guard.message}` }
    try {
      await one.check(new Trial(this.#run, judge))
    } catch (error) {
      if (error instanceof MoneyGuard) this.#run.guard ??= error
      if (error instanceof LeftOut && judge.shown.length === 0)
        return { outcome: 'left-out', why: error.message }
      // What was found before stays found.
      if (judge.shown.length === 0) return { outcome: 'not-checked', why: reasonOf(error) }
    }
    if (judge.shown.length > 0) return { outcome: 'finding' }
    return { outcome: judge.deviations.length > 0 ? 'holds-as-observed' : 'holds' }
  }

  /** Why a case was not asked for. */
  #absent({ tier, needs = [], absent }: Case): string | undefined {
    if (absent !== undefined) return absent
    if (tier === 'paid' && this.#options.tier !== 'paid')
      return 'tier paid; run it with --tier paid --max-credits N'
    const missing: Readonly<Record<Need, string | undefined>> = {
      'known-task': this.#run.hasKnownIds()
        ? undefined
        : 'no ended task is known; name one with --known-task, or pass --ledger',
      receiver:
        this.#options.callback.listen === undefined
          ? 'nobody listens for callbacks; pass --callback-listen'
          : undefined,
      'webhook-key':
        this.#options.webhookKey === undefined
          ? 'no key is configured that callbacks are signed with; pass --webhook-key-env'
          : undefined,
      'model-credits':
        this.#options.modelCredits > 0
          ? undefined
          : 'pages state no prices, and nothing is bought without a ceiling; say what one task may cost with --model-credits N',
    }
    return needs.map((need) => missing[need]).find((why) => why !== undefined)
  }

  /** Ends the run and sums it up. */
  async finish(): Promise<Report> {
    const run = this.#run
    this.#after = await run.balance().catch(() => undefined)
    if (run.before !== undefined && this.#after !== undefined) {
      const spent = run.before - this.#after
      const most = this.#options.maxCredits
      if (spent > most + 0.001) {
        run.guard ??= new MoneyGuard(
          most === 0
            ? `the balance fell by ${spent} credits during a run that buys nothing; give it a key nobody else uses`
            : `the balance fell by ${spent} credits, more than --max-credits ${most}`,
        )
      }
    }
    if (run.purse.committed > run.purse.max) {
      run.guard ??= new MoneyGuard(
        `the provider quotes ${run.purse.committed} credits, more than --max-credits ${run.purse.max}`,
      )
    }
    await run.close()
    const counts = countsOf(this.#verdicts)
    const guard = run.guard === undefined ? null : run.redact(run.guard.message)
    return {
      schemaVersion: 1,
      provider: run.target.provider,
      baseUrl: run.redact(run.target.baseUrl),
      tier: this.#options.tier,
      profile: this.#options.profile,
      strict: this.#options.strict,
      startedAt: new Date(this.#startedAt).toISOString(),
      durationMs: Date.now() - this.#startedAt,
      exitCode: exitCodeOf(counts, guard, this.#options.strict),
      counts,
      credits: {
        before: run.before ?? null,
        after: this.#after ?? null,
        committed: run.purse.committed,
        max: run.purse.max,
      },
      bought: run.ledger.bought,
      guard,
      verdicts: this.#verdicts,
    }
  }
}

/**
 * Checks whether a provider, live or simulated, is still what its pages say. Tier free buys nothing.
 * @throws RangeError on options that cannot be
 */
export const runContract = async (target: Target, options: ContractOptions = {}): Promise<Report> => {
  const run = new ContractRun(target, options)
  for (const one of run.cases) await run.check(one)
  return run.finish()
}

/** What the one task of tier paid costs, in credits. */
export const priceOfTask = (provider: Target['provider']): number =>
  cheapestOrder(dialects[provider]).credits ?? 0
