import { didYouMean } from '../../basics/did-you-mean.ts'
import { readAt, SettingError } from '../../basics/setting.ts'
import type { ProviderName } from '../../contracts/index.ts'
import type { Settings } from '../settings.ts'
import { fitted, type Surroundings } from './fit.ts'
import { namedScenario, scenarioNames } from './named.ts'
import { readScenario } from './read-scenario.ts'
import type { Rule } from './rule.ts'
import { rateRules, type Scenario } from './scenario.ts'

const KEY_PREFIX = 'stunt.'

/**
 * A scenario without what a setting already decides: settings about single things take precedence over the scenario
 * that another setting chose.
 */
const withSettings = (scenario: Scenario, settings: Settings): Scenario => {
  const { latency, queue, run, rateLimit, maxRunning } = settings
  const { rateLimit: itsRate, maxRunning: itsRunning, ...rest } = scenario
  return {
    ...rest,
    rules: [...scenario.rules, ...rateRules(settings)],
    latency: {
      ...scenario.latency,
      ...(latency !== 0 && { answers: latency }),
      ...(queue !== undefined && { queue }),
      ...(run !== undefined && { run }),
    },
    ...(rateLimit === undefined && itsRate !== undefined && { rateLimit: itsRate }),
    ...(maxRunning === undefined && itsRunning !== undefined && { maxRunning: itsRunning }),
  }
}

/** The scenario without the rules that can do nothing here; a named one is for everybody, whatever the settings. */
const leavingOut = (scenario: Scenario, fitRule: (rule: Rule) => Rule): Scenario => {
  const notes: string[] = []
  const rules = scenario.rules.flatMap((rule) => {
    try {
      return [fitRule(rule)]
    } catch (error) {
      if (!(error instanceof SettingError)) throw error
      notes.push(`Left out: ${error.message}`)
      return []
    }
  })
  return notes.length === 0 ? { ...scenario, rules } : { ...scenario, rules, notes }
}

/** Every scenario of a simulator: the named ones, then the user's own, which may replace a named one. */
export class Scenarios {
  /** Those read so far. */
  readonly #known = new Map<string, Scenario>()
  readonly #names: ReadonlySet<string>
  /** The scenario of accounts whose key names none: the settings' scenario, with the rules of their rates. */
  byDefault: Scenario
  readonly #atStart: Scenario
  readonly #surroundings: Surroundings

  /**
   * @throws SettingError if the settings name a scenario that does not exist, or one of the user's own cannot be read
   * or can do nothing
   */
  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
    const { settings } = surroundings
    this.#names = new Set([...scenarioNames, ...Object.keys(settings.scenarios)])
    for (const [name, written] of Object.entries(settings.scenarios))
      this.#known.set(
        name,
        readAt(['scenarios', name], () => this.read(name, written)),
      )
    const chosen = readAt(['scenario'], () => this.named(settings.scenario))
    this.byDefault = withSettings(chosen, settings)
    this.#atStart = this.byDefault
  }

  get all(): ReadonlyMap<string, Scenario> {
    return new Map([...this.#names].map((name) => [name, this.named(name)]))
  }

  /** The scenario of this name; undefined if there is none. */
  find(name: string): Scenario | undefined {
    const known = this.#known.get(name)
    if (known !== undefined) return known
    const named = namedScenario(name)
    if (named === undefined) return undefined
    const fit = leavingOut(named, (rule) => this.fit(rule))
    this.#known.set(name, fit)
    return fit
  }

  /** A scenario as a config file or a caller of the control API writes it. @throws SettingError */
  read(name: string, written: unknown): Scenario {
    return readScenario(name, written, (rule) => this.fit(rule))
  }

  /**
   * The rule, limited to where it can do something.
   * @throws SettingError when that is nowhere
   */
  fit(rule: Rule): Rule {
    return fitted(rule, this.#surroundings)
  }

  /** Why a rule can do nothing at a provider; undefined if it can. */
  reasonAgainst({ fault, settings: values }: Rule, provider: ProviderName): string | undefined {
    const { settings, providers } = this.#surroundings
    return fault.cannot?.({ settings, provider: providers[provider] }, values)
  }

  /** Whether new accounts start in another scenario than the settings say. */
  get isChanged(): boolean {
    return this.byDefault !== this.#atStart
  }

  /** Back to what the settings say. */
  restore(): void {
    this.byDefault = this.#atStart
  }

  /** @throws SettingError with a similar name if there is no scenario of this name */
  named(name: string): Scenario {
    const scenario = this.find(name)
    if (scenario !== undefined) return scenario
    throw new SettingError(
      `There is no scenario ${JSON.stringify(name)}${didYouMean(name, [...this.#names])}`,
    )
  }

  /** The scenario that a key asks for: `rate-limited` of `stunt.rate-limited.worker-3`. */
  ofKey(key: string): Scenario | undefined {
    return this.find(this.#nameIn(key) ?? '')
  }

  /** What to tell a developer whose key asks for a scenario that does not exist. */
  noteOnKey(key: string): string | undefined {
    const name = this.#nameIn(key)
    if (name === undefined || this.#names.has(name)) return undefined
    return `There is no scenario ${JSON.stringify(name)}, so this key behaves as any other${didYouMean(name, [...this.#names])}`
  }

  #nameIn(key: string): string | undefined {
    return key.startsWith(KEY_PREFIX) ? key.slice(KEY_PREFIX.length).split('.')[0] : undefined
  }
}
