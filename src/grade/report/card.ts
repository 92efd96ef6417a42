import { AXES, type Axis } from '../obligations/obligation.ts'
import type { GradeReport, JudgedObligation, VerdictKind } from './report.ts'

/** Puts a colour on a text, or leaves it as it is. */
export type Paint = (colour: 'red' | 'green' | 'yellow' | 'dim' | 'bold', text: string) => string

const plainly: Paint = (_colour, text) => text

const WIDTH = 80

/** Words on lines of at most `width`, each after the first indented. */
const folded = (text: string, width: number, indent: string): string => {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].join(`\n${indent}`)
}

const COLOURS: Readonly<Record<VerdictKind, Parameters<Paint>[0]>> = {
  pass: 'green',
  warning: 'yellow',
  fail: 'red',
  untestable: 'red',
  'not-applicable': 'dim',
  blank: 'dim',
}

const count = (judged: readonly JudgedObligation[], verdict: VerdictKind): number =>
  judged.filter((each) => each.verdict === verdict).length

const axisLine = (axis: Axis, judged: readonly JudgedObligation[], paint: Paint): string => {
  const own = judged.filter((each) => each.axis === axis)
  const kinds = ['pass', 'warning', 'fail', 'untestable', 'not-applicable', 'blank'] as const
  const counts = kinds
    .filter((kind) => count(own, kind) > 0)
    .map((kind) => paint(COLOURS[kind], `${count(own, kind)} ${kind.replace('-', ' ')}`))
  return `  ${axis.padEnd(11)}${counts.join(', ')}`
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`

const entry = (judged: JudgedObligation, paint: Paint): readonly string[] => {
  const { id, verdict, says, because, remedy, evidence, isScored, repeat } = judged
  const mark = `${verdict}${isScored ? '' : ', not scored'}`
  return [
    `${paint(COLOURS[verdict], mark.padEnd(10))} ${paint('bold', id)}`,
    `  ${folded(says, WIDTH - 2, '  ')}`,
    `  ${folded(because, WIDTH - 2, '  ')}`,
    ...evidence
      .slice(0, 3)
      .map(({ situation, atMs, what }) =>
        paint(
          'dim',
          `    ${`${situation}${atMs === null ? '' : ` ${seconds(atMs)}`}: ${what}`.slice(0, WIDTH - 4)}`,
        ),
      ),
    `  ${folded(`Remedy: ${remedy}`, WIDTH - 2, '  ')}`,
    ...(verdict === 'untestable' ? [] : [paint('dim', `  Again:  ${repeat}`)]),
  ]
}

const ORDER: readonly VerdictKind[] = ['fail', 'untestable', 'warning']

/** What a person reads in a terminal of 80 columns. */
export const card = (report: GradeReport, paint: Paint = plainly): string => {
  const { obligations: judged, money, caps, grade } = report
  const { jobs, paidCreates, creditsWasted, orphaned } = money
  const ratio = jobs === 0 ? '' : ` (${(paidCreates / jobs).toFixed(2)})`
  const open = ORDER.flatMap((verdict) => judged.filter((each) => each.verdict === verdict))
  const colour =
    grade === null ? 'dim' : grade === 'A' ? 'green' : grade === 'F' || grade === 'D' ? 'red' : 'yellow'
  return [
    `stuntdouble grade: ${folded(report.client, WIDTH - 19, '  ')}`,
    `  ${report.provider}, ${report.profile}, ${report.set}, seed ${report.seed}, ${seconds(report.durationMs)}`,
    '',
    `  ${paint('bold', `paid creates ÷ jobs  ${paidCreates} ÷ ${jobs}${ratio}`)}`,
    `  credits wasted       ${creditsWasted}`,
    `  orphaned tasks       ${orphaned}`,
    '',
    ...AXES.map((axis) => axisLine(axis, judged, paint)),
    '',
    ...open.flatMap((each) => [...entry(each, paint), '']),
    grade === null
      ? 'Grade: none, since only a part was run.'
      : `Grade: ${paint(colour, grade)}${caps.length === 0 ? '' : `, at most ${grade} because:`}`,
    ...caps
      .filter(({ cap }) => cap === grade)
      .map(
        ({ id, means, because }) =>
          `  ${folded(`${id}: ${means} (${because.slice(0, 3).join(', ')}${because.length > 3 ? `, ${because.length - 3} more` : ''})`, WIDTH - 2, '    ')}`,
      ),
    '',
  ].join('\n')
}
