import { type FindingGroup, groupsOf, reasonsOf, someOf } from './groups.ts'
import type { Report } from './report.ts'
import { coloured, type Screen, wrapped } from './screen.ts'
import type { Finding, Verdict } from './verdict.ts'

const WRONG: Readonly<Record<Finding['wrong'], string>> = {
  provider: 'the provider: it is neither as documented nor as observed before',
  page: "the provider's page: the live service is known to differ",
  contract: 'perhaps our contract: this was assumed, or has changed since it was observed',
}

/** One finding in words. */
export const findingText = (finding: Finding, screen: Screen = {}): string =>
  [
    `${finding.severity} at ${finding.at}: ${finding.message}`,
    `  documented  ${finding.documented}`,
    `  observed    ${finding.observed}`,
    `  simulator   ${finding.simulator}`,
    `  wrong       ${WRONG[finding.wrong]}`,
  ]
    .map((line) => wrapped(screen, line, 14))
    .join('\n')

const cut = (text: string): string => (text.length > 300 ? `${text.slice(0, 299)}…` : text)

const evidenceText = ({ evidence }: Finding): readonly string[] => {
  if (evidence === undefined) return []
  const { request, answer } = evidence
  const body = request.body === undefined ? '' : ` ${cut(request.body)}`
  return [
    `  request     ${request.method} ${request.url}${body}`,
    ...(answer === undefined ? [] : [`  response    ${answer.status} ${cut(answer.body)}`]),
  ]
}

/** A mark of four letters and what it is about, broken where the line ends. */
const marked = (screen: Screen, mark: string, text: string): string =>
  `  ${mark} ${wrapped(screen, `${' '.repeat(7)}${text}`, 7).trimStart()}`

const groupText = ({ verdict, finding, more }: FindingGroup, screen: Screen): string => {
  const { id, about, replay } = verdict
  const isError = finding.severity === 'error'
  const mark = coloured(screen, isError ? 'red' : 'yellow', isError ? 'FAIL' : 'warn')
  const inner = { ...screen, columns: screen.columns === undefined ? undefined : screen.columns - 7 }
  const lines = [
    findingText(finding, inner),
    ...[...evidenceText(finding), `  replay      ${replay}`].map((line) => wrapped(inner, line, 14)),
    ...(more.length === 0 ? [] : [wrapped(inner, `  +${more.length} more of the same: ${someOf(more)}`, 14)]),
  ]
  return `${marked(screen, mark, `${id}: ${about}`)}\n${lines.join('\n').replaceAll(/^/gm, '       ')}`
}

const passText = ({ id, about, outcome, deviations }: Verdict, screen: Screen): string => {
  const line = marked(screen, coloured(screen, 'green', 'pass'), `${id}: ${about}`)
  if (outcome === 'holds') return line
  const notes = deviations.map(({ at, documented, observed, source }) =>
    wrapped(screen, `       ${at}: ${observed}, where the pages say ${documented} (${source})`, 9),
  )
  return `${line}${coloured(screen, 'dim', ' (as observed)')}\n${coloured(screen, 'dim', notes.join('\n'))}`
}

/** What was not checked, by reason, and one line about everything that was skipped. */
const openTexts = (verdicts: readonly Verdict[], screen: Screen): readonly string[] => {
  const open = [...reasonsOf(verdicts, 'not-checked')].map(([why, ids]) =>
    marked(
      screen,
      coloured(screen, 'yellow', 'n/a '),
      `${ids.length === 1 ? ids[0] : `${ids.length} cases (${someOf(ids)})`}: ${why}`,
    ),
  )
  const skipped = reasonsOf(verdicts, 'left-out')
  const count = [...skipped.values()].flat().length
  if (count === 0) return open
  const helps = new Map<string, number>()
  for (const [why, ids] of skipped) {
    const help = why.split('; ').at(-1) ?? why
    helps.set(help, (helps.get(help) ?? 0) + ids.length)
  }
  const parts = [...helps].map(([help, number]) => `${number}: ${help}`)
  const [only] = helps.size === 1 ? helps.keys() : []
  const told = only === undefined ? `${count} skipped (${parts.join('; ')})` : `${count} skipped: ${only}`
  return [...open, marked(screen, coloured(screen, 'dim', 'skip'), told)]
}

/** What to do now, in one or two sentences. */
export const adviceOf = ({ exitCode, counts, credits, guard, bought }: Report): string => {
  switch (exitCode) {
    case 4:
      return `Look at the account now: ${guard}.${bought.length > 0 ? ` Tasks that may have been billed: ${bought.join(', ')}.` : ''} Nothing more was sent.`
    case 1:
      return 'Each finding names the place and who is wrong; its replay command runs that case alone.'
    case 3:
      if (credits.before === null && counts.errors > 0)
        return 'The balance cannot be read, and no create request is sent without it; the findings say what came instead.'
      return counts['not-checked'] > 0
        ? 'Nothing is known about what was not checked; its reasons say what is missing.'
        : 'With --strict, what was skipped counts as not checked.'
    case 0:
      return counts['left-out'] === 0
        ? 'Nothing to do.'
        : 'Nothing to do; what was skipped says how to check more.'
  }
}

const MEANING: Readonly<Record<Report['exitCode'], string>> = {
  0: 'the contract holds',
  1: 'the contract is broken',
  3: 'not everything could be checked',
  4: 'the money guard stopped the run',
}

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`

export const summaryLine = ({ counts, exitCode }: Report): string => {
  const observed = counts['holds-as-observed']
  const passed = counts.holds + observed
  return [
    `${MEANING[exitCode]}: ${passed} pass${observed > 0 ? ` (${observed} as observed)` : ''}`,
    ...(counts.finding > 0
      ? [
          `${counted(counts.errors, 'error')} and ${counted(counts.warnings, 'warning')} in ${counted(counts.finding, 'case')}`,
        ]
      : []),
    ...(counts['not-checked'] > 0 ? [`${counts['not-checked']} not checked`] : []),
    ...(counts['left-out'] > 0 ? [`${counts['left-out']} skipped`] : []),
  ].join(', ')
}

const moneyText = ({ credits, bought, tier }: Report): string => {
  if (credits.before === null) return 'credits: could not be read'
  const after = credits.after ?? 'unknown'
  const assumed = credits.arePricesAssumed ? ' by prices that are assumed' : ''
  const spent = tier === 'paid' ? `, at most ${credits.committed} of ${credits.max} spent${assumed}` : ''
  return `credits: ${credits.before} before, ${after} after${spent}${bought.length > 0 ? `; bought ${bought.join(', ')}` : ''}`
}

/** For people: what passed, what is open, and the findings last. */
export const pretty = (report: Report, screen: Screen = {}): string => {
  const { provider, baseUrl, tier, profile, verdicts, durationMs, exitCode } = report
  const colour = exitCode === 0 ? 'green' : exitCode === 3 ? 'yellow' : 'red'
  return [
    `${provider} at ${baseUrl}, tier ${tier}, profile ${profile}`,
    '',
    ...verdicts
      .filter(({ outcome }) => outcome === 'holds' || outcome === 'holds-as-observed')
      .map((verdict) => passText(verdict, screen)),
    ...openTexts(verdicts, screen),
    ...groupsOf(verdicts).map((group) => groupText(group, screen)),
    '',
    coloured(
      screen,
      colour,
      wrapped(screen, `${summaryLine(report)} (${(durationMs / 1_000).toFixed(1)} s)`, 2),
    ),
    wrapped(screen, moneyText(report), 2),
    wrapped(screen, `exit ${exitCode}. ${adviceOf(report)}`, 2),
    '',
  ].join('\n')
}
