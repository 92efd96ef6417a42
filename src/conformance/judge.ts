import { shown } from './json-path.ts'
import type { Deviation, Finding, Reading, Severity, Wrong } from './report/verdict.ts'
import type { Exchange } from './wire/wire.ts'

/** A finding with the exchange that shows it. */
export interface Shown {
  readonly finding: Omit<Finding, 'evidence'>
  readonly exchange: Exchange | undefined
}

/** What one fact should be, by the pages and by what was seen on the wire. */
export interface Fact {
  readonly at: string
  readonly actual: unknown
  /** Values the pages allow; none where they say nothing. */
  readonly documented: readonly unknown[]
  /** Values seen on the wire; the documented ones where nothing else was seen. */
  readonly observed?: readonly unknown[] | undefined
  /** Where the observed side comes from. */
  readonly source?: string | undefined
  readonly exchange?: Exchange | undefined
  readonly message: string
  readonly severity?: Severity | undefined
  readonly wrong?: Wrong | undefined
}

export interface Fault {
  readonly at: string
  readonly documented: string
  readonly observed: string
  readonly message: string
  readonly exchange?: Exchange | undefined
  readonly severity?: Severity | undefined
  readonly simulator?: string | undefined
  readonly wrong?: Wrong | undefined
}

const words = (values: readonly unknown[]): string =>
  values.length === 0 ? 'not stated' : values.map(shown).join(' or ')

/** Collects what one case finds. */
export class Judge {
  readonly profile: Reading
  readonly shown: Shown[] = []
  readonly deviations: Deviation[] = []

  constructor(profile: Reading) {
    this.profile = profile
  }

  /** Something is not as promised. */
  fails({
    at,
    documented,
    observed,
    message,
    exchange,
    severity = 'error',
    simulator,
    wrong = 'provider',
  }: Fault): void {
    const isKnown = this.shown.some(({ finding }) => finding.at === at && finding.message === message)
    if (isKnown) return
    this.shown.push({
      exchange,
      finding: { severity, at, documented, observed, simulator: simulator ?? documented, wrong, message },
    })
  }

  /** Holds a value to its readings: the one the run asks for, or either. */
  holds({
    at,
    actual,
    documented,
    observed = documented,
    source,
    exchange,
    message,
    severity,
    wrong,
  }: Fact): void {
    const is = (values: readonly unknown[]): boolean => values.some((value) => value === actual)
    const simulator =
      observed === documented
        ? words(documented.slice(0, 1))
        : `${words(documented.slice(0, 1))}; with --profile observed ${words(observed.slice(0, 1))}`
    this.reads({
      isDocumented: is(documented),
      isObserved: is(observed),
      at,
      documented: words(documented),
      known: words(observed),
      actual: shown(actual),
      source,
      simulator,
      exchange,
      message,
      severity,
      wrong,
    })
  }

  /** The same for what is no single value. */
  reads({
    isDocumented,
    isObserved,
    at,
    documented,
    known,
    actual,
    source = 'observed: recorded traffic, 2026',
    simulator = documented === known ? documented : `${documented}; with --profile observed ${known}`,
    exchange,
    message,
    severity,
    wrong,
  }: {
    readonly isDocumented: boolean
    readonly isObserved: boolean
    readonly at: string
    readonly documented: string
    readonly known: string
    readonly actual: string
    readonly source?: string | undefined
    readonly simulator?: string | undefined
    readonly exchange?: Exchange | undefined
    readonly message: string
    readonly severity?: Severity | undefined
    readonly wrong?: Wrong | undefined
  }): void {
    const fault = { at, documented, observed: actual, simulator, exchange, severity }
    if (isDocumented && (isObserved || this.profile !== 'observed')) return
    if (!isDocumented && !isObserved) this.fails({ ...fault, message, wrong })
    else if (isDocumented) {
      this.fails({
        ...fault,
        wrong: 'contract',
        message: `${message}: as documented, not ${known} as observed`,
      })
    } else if (this.profile === 'documented') {
      this.fails({ ...fault, wrong: 'page', message: `${message}: as observed, not as documented` })
    } else if (this.profile === 'either' && !this.deviations.some((deviation) => deviation.at === at)) {
      this.deviations.push({ at, documented, observed: actual, source })
    }
  }
}
