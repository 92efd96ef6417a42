import type { ProviderName } from '../../contracts/vocabulary.ts'
import type { HeldTo, Outcome, Tier, Verdict } from './verdict.ts'

/** 0 all held, 1 contract broken, 3 could not check, 4 money guard tripped; 2 is for mistakes in the call. */
export type ContractExit = 0 | 1 | 3 | 4

/** The result of a run, as `--reporter json` prints it: schemas/contract-report.schema.json. */
export interface Report {
  readonly schemaVersion: 1
  readonly provider: ProviderName
  readonly baseUrl: string
  readonly tier: Tier
  readonly profile: HeldTo
  readonly strict: boolean
  readonly startedAt: string
  readonly durationMs: number
  readonly exitCode: ContractExit
  readonly counts: Readonly<Record<Outcome, number>> & { readonly errors: number; readonly warnings: number }
  readonly credits: {
    readonly before: number | null
    readonly after: number | null
    /** The most that may have been spent. */
    readonly committed: number
    readonly max: number
    /** Whether nobody has stated or observed the prices that this was planned with. */
    readonly arePricesAssumed: boolean
  }
  /** Ids of tasks this run paid for. */
  readonly bought: readonly string[]
  /** What tripped the money guard. */
  readonly guard: string | null
  readonly verdicts: readonly Verdict[]
}

const OUTCOMES: readonly Outcome[] = ['holds', 'holds-as-observed', 'finding', 'not-checked', 'left-out']

export const countsOf = (verdicts: readonly Verdict[]): Report['counts'] => {
  const count = (outcome: Outcome): number => verdicts.filter((verdict) => verdict.outcome === outcome).length
  const findings = verdicts.flatMap((verdict) => verdict.findings)
  return {
    ...(Object.fromEntries(OUTCOMES.map((outcome) => [outcome, count(outcome)])) as Record<Outcome, number>),
    errors: findings.filter(({ severity }) => severity === 'error').length,
    warnings: findings.filter(({ severity }) => severity === 'warning').length,
  }
}

/**
 * Money first, then findings, then what could not be checked. Where no balance could be read, that is most, whatever was
 * found besides.
 * @param before the balance at the start
 */
export const exitCodeOf = (
  counts: Report['counts'],
  guard: string | null,
  before: number | null,
  isStrict: boolean,
): ContractExit => {
  if (guard !== null) return 4
  if (before === null && counts['not-checked'] > 0) return 3
  if (counts.errors > 0 || (isStrict && counts.warnings > 0)) return 1
  return counts['not-checked'] > 0 || (isStrict && counts['left-out'] > 0) ? 3 : 0
}
