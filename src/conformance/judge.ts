import { shown } from './json-path.ts'
import type { Deviation, Finding, HeldTo, Severity, WhoIsWrong } from './report/verdict.ts'
import type { Exchange } from './wire/wire.ts'

/** A finding with the exchange that shows it. */
export interface ShownFinding {
  readonly finding: Omit<Finding, 'evidence'>
  readonly exchange: Exchange | undefined
}

/** What every finding may say besides its place. */
interface About {
  /** A JSON path (`$.data.taskId`), `status`, or `header <name>`. */
  readonly at: string
  readonly message: string
  readonly exchange?: Exchange | undefined
  readonly severity?: Severity | undefined
  readonly simulator?: string | undefined
  readonly wrong?: WhoIsWrong | undefined
}

/** Something that is not as promised. */
export interface Failure extends About {
  readonly documented: string
  readonly observed: string
}

/** One value, and what it should be, both by the pages and by what was observed. */
export interface Comparison extends About {
  readonly actual: unknown
  /** Values that the pages allow; absent if they say nothing. */
  readonly documented: readonly unknown[]
  /** Values that were observed; the documented ones if nothing else was observed. */
  readonly observed?: readonly unknown[] | undefined
  /** Where the observed side comes from. */
  readonly source?: string | undefined
}

/** The same for a claim about more than a single value: whether it is as documented, and whether as observed. */
export interface Claim extends About {
  readonly isDocumented: boolean
  readonly isObserved: boolean
  readonly documented: string
  /** What was observed before. */
  readonly known: string
  /** What was received now. */
  readonly actual: string
  readonly source?: string | undefined
}

const words = (values: readonly unknown[]): string =>
  values.length === 0 ? 'not stated' : values.map(shown).join(' or ')

const SOURCE = 'observed: recorded traffic, 2026'

/** Collects what one case finds. */
export class Judge {
  readonly profile: HeldTo
  readonly shown: ShownFinding[]
  readonly deviations: Deviation[]
  readonly #severest: Severity

  constructor(
    profile: HeldTo,
    shown: ShownFinding[] = [],
    deviations: Deviation[] = [],
    severest: Severity = 'error',
  ) {
    this.profile = profile
    this.shown = shown
    this.deviations = deviations
    this.#severest = severest
  }

  /**
   * The same list of findings, in which nothing is worse than a warning: for what nobody has documented or observed.
   */
  withWarningsOnly(): Judge {
    return new Judge(this.profile, this.shown, this.deviations, 'warning')
  }

  /** Records a finding, once per place and message. */
  fail({ exchange, severity: given = 'error', simulator, wrong = 'provider', ...said }: Failure): void {
    const severity = this.#severest === 'warning' ? 'warning' : given
    const isKnown = this.shown.some(
      ({ finding }) => finding.at === said.at && finding.message === said.message,
    )
    if (isKnown) return
    const finding = { severity, simulator: simulator ?? said.documented, wrong, ...said }
    this.shown.push({ exchange, finding })
  }

  /** Records what is new and breaks nobody. */
  note(deviation: Deviation): void {
    if (!this.deviations.some(({ at }) => at === deviation.at)) this.deviations.push(deviation)
  }

  /** Compares a value with the reading that the run asks for, or with either. */
  compare({ actual, documented, observed = documented, ...about }: Comparison): void {
    const isOneOf = (values: readonly unknown[]): boolean => values.some((value) => value === actual)
    const first = (values: readonly unknown[]): string => words(values.slice(0, 1))
    this.check({
      simulator:
        observed === documented
          ? first(documented)
          : `${first(documented)}; with --profile observed ${first(observed)}`,
      ...about,
      isDocumented: isOneOf(documented),
      isObserved: isOneOf(observed),
      documented: words(documented),
      known: words(observed),
      actual: shown(actual),
    })
  }

  /** Checks a claim: a finding if it is as neither reading says, or not as the one that the run asks for. */
  check({ isDocumented, isObserved, known, actual, source = SOURCE, ...about }: Claim): void {
    const { at, documented, message, wrong } = about
    const simulator =
      about.simulator ??
      (documented === known ? documented : `${documented}; with --profile observed ${known}`)
    const { exchange, severity } = about
    const failure = { at, documented, observed: actual, simulator, exchange, severity }
    if (isDocumented && (isObserved || this.profile !== 'observed')) return
    if (!isDocumented && !isObserved) this.fail({ ...failure, message, wrong })
    else if (isDocumented)
      this.fail({
        ...failure,
        wrong: 'contract',
        message: `${message}: as documented, not ${known} as observed`,
      })
    else if (this.profile === 'documented')
      this.fail({ ...failure, wrong: 'page', message: `${message}: as observed, not as documented` })
    else if (this.profile === 'either' && !this.deviations.some((deviation) => deviation.at === at))
      this.deviations.push({ at, documented, observed: actual, source })
  }
}
