import type { GradeReport } from './report.ts'

/** As the workflow commands of GitHub Actions want it (documented: docs.github.com, "Workflow commands"). */
const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** One annotation per broken obligation, and one for the whole. */
export const github = ({ obligations, grade, client, money }: GradeReport): string => {
  const open = obligations.filter(({ verdict }) => ['fail', 'untestable', 'warning'].includes(verdict))
  const lines = open.map(
    ({ id, verdict, says, because, remedy, repeat }) =>
      `::${verdict === 'warning' ? 'warning' : 'error'} title=${property(id)}::${data(`${says} ${because}\nRemedy: ${remedy}\n${repeat}`)}`,
  )
  const level = open.some(({ verdict }) => verdict !== 'warning') ? 'error' : 'notice'
  const whole = `::${level} title=${property(`Grade ${grade ?? 'of a part'}`)}::${data(`${client}: ${money.paidCreates} paid creates for ${money.jobs} jobs`)}`
  return `${[...lines, whole].join('\n')}\n`
}
