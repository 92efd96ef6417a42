import { groupsOf, reasonsOf, someOf } from './groups.ts'
import { adviceOf, summaryLine } from './pretty.ts'
import type { Report } from './report.ts'

/** As workflow commands of GitHub Actions (documented: docs.github.com, "Workflow commands"). */
const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** One annotation per cause, one for everything that was not checked for one reason, and one for the whole run. */
export const github = (report: Report): string => {
  const { provider, verdicts, exitCode } = report
  const found = groupsOf(verdicts).map(({ verdict, finding, more }) => {
    const { severity, at, message, documented, observed, wrong } = finding
    const others = more.length === 0 ? '' : `\n+${more.length} more of the same: ${someOf(more)}`
    return `::${severity} title=${property(`${provider} ${verdict.id} at ${at}`)}::${data(`${message}\ndocumented: ${documented}\nobserved: ${observed}\nwrong: ${wrong}\n${verdict.replay}${others}`)}`
  })
  const open = [...reasonsOf(verdicts, 'not-checked')].map(
    ([why, ids]) => `::warning title=${property(`${provider} ${someOf(ids)} not checked`)}::${data(why)}`,
  )
  const whole = `::${exitCode === 0 ? 'notice' : 'error'} title=${property(`${provider} contract`)}::${data(`${summaryLine(report)}. ${adviceOf(report)}`)}`
  return `${[...found, ...open, whole].join('\n')}\n`
}
