import { adviceOf, summaryLine } from './pretty.ts'
import type { Report } from './report.ts'

/** As the workflow commands of GitHub Actions want it (documented: docs.github.com, "Workflow commands"). */
const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** One annotation per finding and per case that was not checked, and one for the whole. */
export const github = (report: Report): string => {
  const { provider, verdicts, exitCode } = report
  const lines = verdicts.flatMap(({ id, outcome, why, findings, replay }) => [
    ...findings.map(
      ({ severity, at, message, documented, observed, wrong }) =>
        `::${severity} title=${property(`${provider} ${id} at ${at}`)}::${data(`${message}\ndocumented: ${documented}\nobserved: ${observed}\nwrong: ${wrong}\n${replay}`)}`,
    ),
    ...(outcome === 'not-checked'
      ? [`::warning title=${property(`${provider} ${id} was not checked`)}::${data(why ?? '')}`]
      : []),
  ])
  const whole = `::${exitCode === 0 ? 'notice' : 'error'} title=${property(`${provider} contract`)}::${data(`${summaryLine(report)}. ${adviceOf(report)}`)}`
  return `${[...lines, whole].join('\n')}\n`
}
