import { adviceOf, summaryLine } from './pretty.ts'
import type { Report } from './report.ts'

const cell = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replaceAll(/\s*\n\s*/g, ' ')
const code = (text: string): string => {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${longest > 0 ? ' ' : ''}${text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ')}${longest > 0 ? ' ' : ''}${fence}`
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  rows.length === 0
    ? []
    : [
        `| ${head.join(' | ')} |`,
        `|${head.map(() => '---').join('|')}|`,
        ...rows.map((row) => `| ${row.join(' | ')} |`),
        '',
      ]

/** For a step summary, an issue or a chat. */
export const markdown = (report: Report): string => {
  const { provider, baseUrl, tier, profile, verdicts, credits, bought, startedAt } = report
  const findings = verdicts.flatMap(({ id, findings: found, replay }) =>
    found.map((finding) => ({ id, replay, ...finding })),
  )
  const known = verdicts.flatMap(({ id, deviations }) =>
    deviations.map((deviation) => ({ id, ...deviation })),
  )
  const open = verdicts.filter(({ outcome }) => outcome === 'not-checked' || outcome === 'left-out')
  return [
    `## Contract of ${provider}: ${summaryLine(report)}`,
    '',
    `${code(baseUrl)}, tier ${tier}, profile ${profile}, ${startedAt}. Credits ${credits.before ?? 'unknown'} before, ${credits.after ?? 'unknown'} after${bought.length > 0 ? `; bought ${bought.map(code).join(', ')}` : ''}.`,
    '',
    cell(adviceOf(report)),
    '',
    ...(findings.length > 0 ? ['### Findings', ''] : []),
    ...table(
      ['case', 'severity', 'at', 'documented', 'observed', 'simulator', 'who is wrong', 'replay'],
      findings.map((finding) => [
        cell(finding.id),
        finding.severity,
        code(finding.at),
        code(finding.documented),
        code(finding.observed),
        code(finding.simulator),
        finding.wrong,
        code(finding.replay),
      ]),
    ),
    ...(known.length > 0 ? ['### Known deviations', ''] : []),
    ...table(
      ['case', 'at', 'documented', 'observed', 'source'],
      known.map((deviation) => [
        cell(deviation.id),
        code(deviation.at),
        code(deviation.documented),
        code(deviation.observed),
        cell(deviation.source),
      ]),
    ),
    ...(open.length > 0 ? ['### Not checked, and left out', ''] : []),
    ...table(
      ['case', 'outcome', 'why'],
      open.map(({ id, outcome, why = '' }) => [cell(id), outcome, cell(why)]),
    ),
    `<details><summary>${verdicts.length} cases</summary>`,
    '',
    ...table(
      ['case', 'promise', 'outcome'],
      verdicts.map(({ id, about, outcome }) => [cell(id), cell(about), outcome]),
    ),
    '</details>',
    '',
  ].join('\n')
}
