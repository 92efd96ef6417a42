import { type GradeReport, isBroken, type JudgedObligation } from './report/report.ts'

/** Failures that are known: `{ "failures": ["polling/deadline"] }`, or a report of an earlier grading. */
export interface Baseline {
  readonly failures: readonly string[]
}

/** A baseline that cannot be read: one sentence. */
export class BaselineError extends Error {
  override readonly name = 'BaselineError'
}

const isText = (value: unknown): value is string => typeof value === 'string'

/**
 * Reads a baseline. @param known the ids there are
 * @throws BaselineError when it is neither a list of failures nor a report, or names an obligation that does not exist
 */
export const readBaseline = (text: string, known: readonly string[]): Baseline => {
  const failures = failuresIn(text)
  const stray = failures.find((id) => !known.includes(id))
  if (stray !== undefined)
    throw new BaselineError(`it names ${JSON.stringify(stray)}, and there is no such obligation`)
  return { failures }
}

const failuresIn = (text: string): readonly string[] => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new BaselineError('it is not JSON')
  }
  const { failures, obligations } = (typeof value === 'object' && value !== null ? value : {}) as Record<
    string,
    unknown
  >
  if (Array.isArray(failures) && failures.every(isText)) return failures
  if (Array.isArray(obligations))
    return (obligations as readonly JudgedObligation[]).filter(isBroken).map(({ id }) => id)
  throw new BaselineError('it is neither {"failures": ["…"]} nor a report of stuntdouble grade')
}

/** A grading beside what was known. */
export interface Comparison {
  /** Failed, and not known: these fail the grading. */
  readonly fresh: readonly string[]
  readonly known: readonly string[]
  /** Known, and not failing any more: the entry is stale, which fails the grading too. */
  readonly stale: readonly string[]
}

/** Known failures pass, new ones fail, and so do entries that hold no longer. What was not run is left out. */
export const compare = ({ obligations }: GradeReport, { failures }: Baseline): Comparison => {
  const broken = obligations.filter(isBroken).map(({ id }) => id)
  const blank = obligations.filter(({ verdict }) => verdict === 'blank').map(({ id }) => id)
  return {
    fresh: broken.filter((id) => !failures.includes(id)),
    known: broken.filter((id) => failures.includes(id)),
    stale: failures.filter((id) => !broken.includes(id) && !blank.includes(id)),
  }
}

/** What a person reads of a comparison. */
export const comparisonText = ({ fresh, known, stale }: Comparison): string =>
  [
    ...fresh.map((id) => `new failure      ${id}`),
    ...known.map((id) => `known failure    ${id}`),
    ...stale.map((id) => `stale entry      ${id}: it does not fail any more; take it out of the baseline`),
    fresh.length + stale.length === 0 ? 'The baseline holds.' : 'The baseline does not hold.',
    '',
  ].join('\n')
