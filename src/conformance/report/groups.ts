import type { Finding, Verdict } from './verdict.ts'

/** Findings of several cases that have one cause: the first of them, and the other cases with the same finding. */
export interface FindingGroup {
  readonly verdict: Verdict
  readonly finding: Finding
  /** Ids of the further cases. */
  readonly more: readonly string[]
}

/** Findings by place, severity and message, in the order they were found; errors first. */
export const groupsOf = (verdicts: readonly Verdict[]): readonly FindingGroup[] => {
  const groups = new Map<string, { verdict: Verdict; finding: Finding; more: string[] }>()
  for (const verdict of verdicts)
    for (const finding of verdict.findings) {
      const { severity, at, message, wrong } = finding
      const key = [severity, at, message, wrong].join('\n')
      const group = groups.get(key)
      if (group === undefined) groups.set(key, { verdict, finding, more: [] })
      else if (group.verdict.id !== verdict.id) group.more.push(verdict.id)
    }
  return [...groups.values()].sort(
    (one, other) => Number(other.finding.severity === 'error') - Number(one.finding.severity === 'error'),
  )
}

/** Cases with one outcome, by reason. */
export const reasonsOf = (
  verdicts: readonly Verdict[],
  outcome: Verdict['outcome'],
): ReadonlyMap<string, readonly string[]> => {
  const reasons = new Map<string, string[]>()
  for (const { id, why = '', outcome: ended } of verdicts) {
    if (ended !== outcome) continue
    reasons.set(why, [...(reasons.get(why) ?? []), id])
  }
  return reasons
}

/** `a, b, c and 5 more`. */
export const someOf = (ids: readonly string[], most = 4): string =>
  ids.length <= most ? ids.join(', ') : `${ids.slice(0, most).join(', ')} and ${ids.length - most} more`
