import { xmlText } from '../../basics/xml.ts'
import { findingText } from './pretty.ts'
import type { Report } from './report.ts'
import type { Verdict } from './verdict.ts'

const seconds = (ms: number): string => (ms / 1_000).toFixed(3)

const isBroken = ({ findings }: Verdict, isStrict: boolean): boolean =>
  findings.some(({ severity }) => severity === 'error' || isStrict)

const inside = (verdict: Verdict, isStrict: boolean): string => {
  const { outcome, findings, why = '', replay } = verdict
  const text = `${findings.map((finding) => findingText(finding)).join('\n\n')}\n${replay}`
  switch (outcome) {
    case 'holds':
    case 'holds-as-observed':
      return ''
    case 'finding':
      return isBroken(verdict, isStrict)
        ? `<failure message="${xmlText(findings[0]?.message ?? '')}" type="finding">${xmlText(text)}</failure>`
        : `<system-out>${xmlText(text)}</system-out>`
    case 'not-checked':
      return `<error message="${xmlText(why)}" type="not-checked"/>`
    case 'left-out':
      return `<skipped message="${xmlText(why)}"/>`
  }
}

/** The JUnit XML that CI servers read. */
export const junit = (report: Report): string => {
  const { provider, verdicts, durationMs, startedAt, strict } = report
  const failures = verdicts.filter((verdict) => isBroken(verdict, strict)).length
  const errors = verdicts.filter(({ outcome }) => outcome === 'not-checked').length
  const skipped = verdicts.filter(({ outcome }) => outcome === 'left-out').length
  const totals = `tests="${verdicts.length}" failures="${failures}" errors="${errors}" time="${seconds(durationMs)}"`
  const cases = verdicts.map(
    (verdict) =>
      `    <testcase classname="contract.${provider}" name="${xmlText(`${verdict.id}: ${verdict.about}`)}" time="${seconds(verdict.durationMs)}">${inside(verdict, strict)}</testcase>`,
  )
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="stuntdouble contract" ${totals}>`,
    `  <testsuite name="contract.${provider}" ${totals} skipped="${skipped}" timestamp="${startedAt.slice(0, 19)}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}
