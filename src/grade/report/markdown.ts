import { AXES } from '../obligations/obligation.ts'
import type { GradeReport, JudgedObligation, VerdictKind } from './report.ts'

const cell = (text: string): string =>
  text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;')

const KINDS: readonly VerdictKind[] = ['pass', 'warning', 'fail', 'untestable', 'not-applicable', 'blank']

const entry = ({
  id,
  verdict,
  says,
  because,
  evidence,
  remedy,
  repeat,
}: JudgedObligation): readonly string[] => [
  `### ${id}: ${verdict}`,
  '',
  `${cell(says)} ${cell(because)}`,
  '',
  ...evidence
    .slice(0, 4)
    .map(
      ({ situation, atMs, what }) =>
        `- ${situation}${atMs === null ? '' : `, ${(atMs / 1_000).toFixed(1)} s`}: \`${what.replaceAll('`', "'")}\``,
    ),
  '',
  `Remedy: ${cell(remedy)}`,
  '',
  '```sh',
  repeat,
  '```',
  '',
]

/** For pull requests and the summary of a job. */
export const markdown = (report: GradeReport): string => {
  const { client, provider, profile, set, grade, money, obligations, caps } = report
  const open = obligations.filter(({ verdict }) => ['fail', 'untestable', 'warning'].includes(verdict))
  const { jobs, paidCreates, creditsWasted, orphaned } = money
  return [
    `## Grade ${grade ?? 'of a part'}: ${cell(client)}`,
    '',
    `${provider}, ${profile}, ${set}. **Paid creates ÷ jobs: ${paidCreates} ÷ ${jobs}**, ${creditsWasted} credits wasted, ${orphaned} paid tasks orphaned.`,
    '',
    ...caps.map(({ id, means, cap }) => `- ${id}: ${means} At most ${cap}.`),
    ...(caps.length > 0 ? [''] : []),
    `| axis | ${KINDS.join(' | ')} |`,
    `|---|${KINDS.map(() => '--:').join('|')}|`,
    ...AXES.map((axis) => {
      const own = obligations.filter((each) => each.axis === axis)
      return `| ${axis} | ${KINDS.map((kind) => own.filter(({ verdict }) => verdict === kind).length || '').join(' | ')} |`
    }),
    '',
    ...open.flatMap(entry),
  ].join('\n')
}
