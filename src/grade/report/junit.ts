import { xmlText } from '../../basics/xml.ts'
import { seconds } from '../obligations/looking.ts'
import { AXES, type Citation } from '../obligations/obligation.ts'
import type { GradeReport, JudgedObligation } from './report.ts'

const proofLine = ({ situation, atMs, what }: Citation): string =>
  `${situation}${atMs === null ? '' : ` ${seconds(atMs)}`}: ${what}`

const detail = ({ says, evidence, remedy, repeat }: JudgedObligation): string =>
  [says, ...evidence.map(proofLine), `Remedy: ${remedy}`, repeat].join('\n')

const inside = (judged: JudgedObligation): string => {
  const { verdict, because } = judged
  switch (verdict) {
    case 'pass':
      return ''
    case 'warning':
      return `<system-out>${xmlText(`warning: ${because}\n${detail(judged)}`)}</system-out>`
    case 'fail':
    case 'untestable':
      return `<failure message="${xmlText(because)}" type="${verdict}">${xmlText(detail(judged))}</failure>`
    case 'not-applicable':
    case 'blank':
      return `<skipped message="${xmlText(because)}"/>`
  }
}

const count = (judged: readonly JudgedObligation[], kinds: readonly string[]): number =>
  judged.filter(({ verdict }) => kinds.includes(verdict)).length

const totals = (judged: readonly JudgedObligation[]): string =>
  `tests="${judged.length}" failures="${count(judged, ['fail', 'untestable'])}" skipped="${count(judged, ['not-applicable', 'blank'])}"`

/** The JUnit XML that CI servers read: one suite per axis. */
export const junit = ({ obligations, client, durationMs }: GradeReport): string => {
  const suites = AXES.flatMap((axis) => {
    const own = obligations.filter((each) => each.axis === axis)
    return [
      `  <testsuite name="grade.${axis}" ${totals(own)}>`,
      ...own.map(
        (each) =>
          `    <testcase classname="grade.${axis}" name="${xmlText(each.id)}">${inside(each)}</testcase>`,
      ),
      '  </testsuite>',
    ]
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${xmlText(`stuntdouble grade ${client}`)}" ${totals(obligations)} time="${(durationMs / 1_000).toFixed(3)}">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n')
}
