import type { Report } from './report.ts'
import type { Finding, Outcome, Verdict } from './verdict.ts'

const MARKS: Readonly<Record<Outcome, string>> = {
  holds: 'ok  ',
  'holds-as-observed': 'ok~ ',
  finding: 'FIND',
  'not-checked': '????',
  'left-out': '-   ',
}

const WRONG: Readonly<Record<Finding['wrong'], string>> = {
  provider: 'the provider: it is neither as documented nor as it was seen before',
  page: "the provider's page: the live service is known to do otherwise",
  contract: 'perhaps our contract: this was assumed, or has changed since it was observed',
}

/** One finding in words. */
export const findingText = (finding: Finding): string =>
  [
    `${finding.severity} at ${finding.at}: ${finding.message}`,
    `  documented  ${finding.documented}`,
    `  observed    ${finding.observed}`,
    `  simulator   ${finding.simulator}`,
    `  wrong       ${WRONG[finding.wrong]}`,
  ].join('\n')

const indented = (text: string): string => text.replaceAll(/^/gm, '       ')

const verdictText = (verdict: Verdict): string => {
  const { id, about, outcome, why, findings, deviations } = verdict
  const note =
    outcome === 'holds-as-observed'
      ? `\n${indented(deviations.map(({ at, documented, observed, source }) => `${at}: ${observed}, where the pages say ${documented} (${source})`).join('\n'))}`
      : ''
  const reason = why === undefined ? '' : `\n${indented(why)}`
  const found = findings
    .map((finding) => `\n${indented(findingText(finding))}${evidenceText(finding)}`)
    .join('')
  const replay = outcome === 'finding' ? `\n${indented(`replay      ${verdict.replay}`)}` : ''
  return `  ${MARKS[outcome]} ${id}: ${about}${note}${reason}${found}${replay}`
}

const evidenceText = ({ evidence }: Finding): string => {
  if (evidence === undefined) return ''
  const { request, answer } = evidence
  const lines = [
    `  request     ${request.method} ${request.url}${request.body === undefined ? '' : ` ${cut(request.body)}`}`,
  ]
  if (answer !== undefined) lines.push(`  answer      ${answer.status} ${cut(answer.body)}`)
  return `\n${indented(lines.join('\n'))}`
}

const cut = (text: string): string => (text.length > 300 ? `${text.slice(0, 299)}…` : text)

/** What to do now, in one or two sentences. */
export const adviceOf = ({ exitCode, counts, guard, bought, baseUrl, verdicts }: Report): string => {
  // What would help stands behind a semicolon; for some, nothing would.
  const leftOut = new Set(
    verdicts.flatMap(({ outcome, why = '' }) => (outcome === 'left-out' && why.includes('; ') ? [why] : [])),
  )
  switch (exitCode) {
    case 4:
      return `Stop and look at the account: ${guard}.${bought.length > 0 ? ` Tasks that may have been billed: ${bought.join(', ')}.` : ''}`
    case 1:
      return `Read the findings from the top; each names the place and who is wrong, and its replay command runs it alone. If the provider has changed, change specs/ and the simulator with it.`
    case 3:
      return counts['not-checked'] > 0
        ? `Nothing is known about the cases marked ????. Their reasons say what is missing; is ${baseUrl} right, and is it up?`
        : 'With --strict, what was left out counts as not checked.'
    case 0:
      return leftOut.size === 0
        ? 'Nothing to do.'
        : `Nothing to do. To check more: ${[...leftOut].map((why) => why.split('; ').at(-1)).join('; ')}.`
  }
}

const MEANING: Readonly<Record<Report['exitCode'], string>> = {
  0: 'all held',
  1: 'the contract is broken',
  3: 'could not check everything',
  4: 'the money guard tripped',
}

export const summaryLine = ({ counts, exitCode }: Report): string =>
  `${MEANING[exitCode]}: ${counts.holds} hold, ${counts['holds-as-observed']} hold as observed, ${counts.errors} errors and ${counts.warnings} warnings in ${counts.finding} cases, ${counts['not-checked']} not checked, ${counts['left-out']} left out`

/** For people. */
export const pretty = (report: Report): string => {
  const { provider, baseUrl, tier, profile, credits, bought, verdicts, durationMs, exitCode } = report
  const money =
    credits.before === null
      ? 'credits: could not be read'
      : `credits: ${credits.before} before, ${credits.after ?? 'unknown'} after${bought.length > 0 ? `; bought ${bought.join(', ')}` : ''}`
  return [
    `${provider} at ${baseUrl}, tier ${tier}, profile ${profile}`,
    '',
    ...verdicts.map(verdictText),
    '',
    `${summaryLine(report)} (${(durationMs / 1_000).toFixed(1)} s)`,
    money,
    `exit ${exitCode}. ${adviceOf(report)}`,
    '',
  ].join('\n')
}
