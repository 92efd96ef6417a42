import type { Case, CaseFor, Need } from './case.ts'
import { AT_THE_END, FAILING, FIRST, KNOWN, PAID, REFUSALS } from './cases/index.ts'
import { CouldNotCheck, MoneyGuard, Unreachable } from './could-not-check.ts'
import { Judge } from './judge.ts'
import { modelCases } from './models/cases.ts'
import { pagesFor } from './models/read-pages.ts'
import { buyerOf, lockBuying } from './money/buying-lock.ts'
import { cheapestOrder } from './paid-task.ts'
import { INTERRUPTED } from './provider.ts'
import { type CheckedProvider, checkedProviders, type ProviderRegistry } from './providers/index.ts'
import { LeftOut } from './report/left-out.ts'
import { replayOf } from './report/replay.ts'
import { countsOf, exitCodeOf, type Report } from './report/report.ts'
import type { Verdict } from './report/verdict.ts'
import { RunContext } from './run-context.ts'
import { type ContractOptions, type SettledOptions, settled, type Target } from './target.ts'
import { Trial } from './trial.ts'
import { evidenceOf } from './wire/wire.ts'

/** How many reads run side by side. */
const SIDE_BY_SIDE = 6

/** A bug in the kit must not end a run that has paid for a task. */
const reasonOf = (error: unknown): string =>
  error instanceof CouldNotCheck || error instanceof MoneyGuard
    ? error.message
    : `a bug in the kit: ${String(error)}`

/** `kie/painter/text-to-image` asks for every case of that model. */
const isAsked = (only: readonly string[], { id }: Case): boolean =>
  only.some((asked) => id === asked || id.startsWith(`${asked}/`))

const providerIn = (registry: ProviderRegistry, name: string): CheckedProvider => {
  const found = Object.hasOwn(registry, name) ? registry[name] : undefined
  if (found !== undefined) return found
  throw new RangeError(`there is no provider ${JSON.stringify(name)} to check`)
}

/**
 * The cases a run looks at, in order; with the models of imported pages, theirs too.
 * @throws RangeError on an id that does not exist, or models of which none is the provider's
 * @example
 * const ids = casesFor({ provider: 'kie' }).map(({ id }) => id)
 */
export const casesFor = (
  { provider }: Pick<Target, 'provider'>,
  only: readonly string[] = [],
  options: Pick<ContractOptions, 'models' | 'onRefusedPage'> = {},
  registry: ProviderRegistry = checkedProviders,
): readonly Case[] => {
  const { facts, cases: own } = providerIn(registry, provider)
  const made = (list: readonly CaseFor[]): readonly Case[] =>
    list.flatMap((one) => (typeof one === 'function' ? (one(facts) ?? []) : [one]))
  const models = modelCases(facts, pagesFor(provider, options))
  const cases = [
    ...made(FIRST),
    ...made(REFUSALS),
    ...models.free,
    ...models.known,
    ...made(PAID),
    ...made(KNOWN),
    ...made(own),
    ...made(FAILING),
    ...models.paid,
    ...made(AT_THE_END),
  ]
  const unknown = only.find((asked) => !cases.some((one) => isAsked([asked], one)))
  if (unknown !== undefined) throw new RangeError(`there is no case ${JSON.stringify(unknown)}`)
  return only.length === 0 ? cases : cases.filter((one) => one.isGuard || isAsked(only, one))
}

/**
 * A run under way: case by case, so that each can be a test of its own.
 * @example
 * const run = new ContractRun({ provider: 'kie', baseUrl: 'http://127.0.0.1:7357', apiKey: 'ci' })
 * for (const one of run.cases) console.log((await run.check(one)).outcome)
 * const report = await run.finish()
 */
export class ContractRun {
  readonly cases: readonly Case[]
  readonly #run: RunContext
  readonly #options: SettledOptions
  readonly #verdicts = new Map<string, Verdict>()
  readonly #startedAt = Date.now()
  #begun: Promise<void> | undefined
  #unlock: (() => void) | undefined
  /** Why no case can be checked at all. */
  #blocked: string | undefined

  constructor(target: Target, given: ContractOptions = {}, registry: ProviderRegistry = checkedProviders) {
    const normal = { ...target, baseUrl: target.baseUrl.replace(/\/+$/, '') }
    this.#options = settled(normal, given)
    if (this.#options.tier === 'paid' && !(this.#options.maxCredits > 0)) {
      throw new RangeError('tier paid needs maxCredits, the most that may be spent')
    }
    if (given.modelCredits !== undefined && !(given.modelCredits > 0)) {
      throw new RangeError('modelCredits is the most that one task of an imported model may cost: above 0')
    }
    this.cases = casesFor(target, this.#options.only, { models: this.#options.models }, registry)
    this.#run = new RunContext(providerIn(registry, target.provider).facts, normal, this.#options)
  }

  /** Checks every case: in order, but reads side by side. */
  async checkAll(): Promise<void> {
    for (let next = 0; next < this.cases.length; ) {
      const reads = this.cases.slice(next, next + SIDE_BY_SIDE)
      const others = reads.findIndex(({ isRead }) => isRead !== true)
      const count = Math.max(1, others === -1 ? reads.length : others)
      await Promise.all(reads.slice(0, count).map((one) => this.check(one)))
      next += count
    }
  }

  /** Checks one case. Creates are sent in the order of the cases. */
  async check(one: Case): Promise<Verdict> {
    const startedAt = Date.now()
    this.#begun ??= this.#begin()
    await this.#begun
    const judge = new Judge(this.#options.profile)
    const { outcome, why } = await this.#judged(one, judge)
    const { redact, target, facts } = this.#run
    const verdict: Verdict = {
      id: one.id,
      provider: target.provider,
      about: one.about,
      tier: one.tier,
      outcome,
      ...(why === undefined ? {} : { why: redact(why) }),
      findings: judge.shown.map(({ finding, exchange }) => ({
        ...finding,
        documented: redact(finding.documented),
        observed: redact(finding.observed),
        message: redact(finding.message),
        ...(exchange === undefined ? {} : { evidence: evidenceOf(exchange, redact) }),
      })),
      deviations: judge.deviations.map((deviation) => ({
        ...deviation,
        observed: redact(deviation.observed),
      })),
      durationMs: Date.now() - startedAt,
      replay: replayOf(one, target, this.#options, facts.contract.variables.apiKey),
    }
    this.#verdicts.set(one.id, verdict)
    this.#options.onVerdict?.(verdict, this.#verdicts.size, this.cases.length)
    return verdict
  }

  /** Before anything else: whether another run buys with this key, and the first balance. */
  async #begin(): Promise<void> {
    const { money, target } = this.#run
    const { ledger } = money
    const isOpen = (): boolean => ledger.unresolved().length > 0 || ledger.unreadable().length > 0
    if (this.#options.resolve && isOpen()) ledger.write('resolved')
    if (this.#options.tier === 'paid') {
      this.#unlock = lockBuying(target)
      if (this.#unlock === undefined) money.stop('another run is buying with this key at the moment')
      else if (isOpen())
        money.stop('an earlier run left a create request of unknown outcome (see ledger-settled)')
    } else if (buyerOf(target) !== undefined)
      money.stop('another run is buying with this key at the moment, so the balance proves nothing')
    try {
      await money.balance.read()
    } catch (error) {
      // An unreachable provider is not called sixty times.
      if (error instanceof Unreachable)
        this.#blocked = `nothing can be reached at ${target.baseUrl} (${error.message}): is the address right, and is the server up?`
    }
  }

  async #judged(one: Case, judge: Judge): Promise<Pick<Verdict, 'outcome' | 'why'>> {
    const absent = this.#absent(one)
    if (absent !== undefined) return { outcome: 'left-out', why: absent }
    if (this.#blocked !== undefined) return { outcome: 'not-checked', why: this.#blocked }
    if (this.#options.signal?.aborted === true) return { outcome: 'not-checked', why: INTERRUPTED }
    const { guard } = this.#run.money
    if (guard !== undefined && !one.isGuard)
      return { outcome: 'not-checked', why: `stopped by the money guard: ${guard.message}` }
    try {
      await one.check(new Trial(this.#run, judge))
    } catch (error) {
      if (error instanceof MoneyGuard) this.#run.money.guard ??= error
      if (error instanceof LeftOut && judge.shown.length === 0)
        return { outcome: 'left-out', why: error.message }
      // Earlier findings are kept.
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
      'known-task': this.#run.known.hasIds()
        ? undefined
        : 'no ended task is known; name an ended task with --known-task, or pass --ledger',
      receiver:
        this.#options.callback.listen === undefined
          ? 'nobody listens for callbacks; pass --callback-listen'
          : undefined,
      'webhook-key':
        this.#options.webhookKey === undefined
          ? 'no key is configured that callbacks are signed with; pass --webhook-key-env'
          : undefined,
      'every-option': this.#options.everyOption
        ? undefined
        : 'it buys a further task; run it with --every-option',
      'model-credits':
        this.#options.modelCredits > 0
          ? undefined
          : 'pages state no prices, and nothing is bought without a ceiling; say what one task may cost with --model-credits N',
    }
    return needs.map((need) => missing[need]).find((why) => why !== undefined)
  }

  /** Ends the run and sums it up. */
  async finish(): Promise<Report> {
    const { money, target, redact } = this.#run
    if (this.#blocked === undefined) await money.compareAtEnd()
    await this.#run.close()
    this.#unlock?.()
    const verdicts = this.cases.flatMap(({ id }) => this.#verdicts.get(id) ?? [])
    const counts = countsOf(verdicts)
    const guard = money.guard === undefined ? null : redact(money.guard.message)
    const before = money.balance.start ?? null
    return {
      schemaVersion: 1,
      provider: target.provider,
      baseUrl: redact(target.baseUrl),
      tier: this.#options.tier,
      profile: this.#options.profile,
      strict: this.#options.strict,
      startedAt: new Date(this.#startedAt).toISOString(),
      durationMs: Date.now() - this.#startedAt,
      exitCode: exitCodeOf(counts, guard, before, this.#options.strict),
      counts,
      credits: {
        before,
        after: money.balance.last ?? null,
        committed: money.purse.committed,
        max: money.purse.max,
        arePricesAssumed: this.#run.facts.arePricesAssumed,
      },
      bought: money.ledger.bought,
      guard,
      verdicts,
    }
  }
}

/**
 * Checks whether a provider, live or simulated, is still what its pages say. Tier free buys nothing.
 * @param registry the providers that can be checked; those of the package unless you have others
 * @throws RangeError on options that cannot be
 * @example
 * const report = await runContract({ provider: 'kie', baseUrl: 'http://127.0.0.1:7357', apiKey: 'ci' })
 * process.exitCode = report.exitCode
 */
export const runContract = async (
  target: Target,
  options: ContractOptions = {},
  registry?: ProviderRegistry,
): Promise<Report> => {
  const run = new ContractRun(target, options, registry)
  await run.checkAll()
  return run.finish()
}

/**
 * What the one task of tier paid costs, in credits, and whether that is assumed.
 * @example
 * const { taskCredits, arePricesAssumed } = priceOfTask('kie')
 */
export const priceOfTask = (
  provider: Target['provider'],
  registry: ProviderRegistry = checkedProviders,
): { readonly taskCredits: number; readonly arePricesAssumed: boolean } => {
  const { facts } = providerIn(registry, provider)
  return { taskCredits: cheapestOrder(facts).credits ?? 0, arePricesAssumed: facts.arePricesAssumed }
}
