import { named, share, tableOf } from '../mutation/measure-own.ts'
import type { UnseenRun } from './measure.ts'

const isAlarm = ({ judged }: UnseenRun): boolean => judged.paid.says.length > 0

const idsOf = (runs: readonly UnseenRun[]): readonly string[] => runs.map(({ operator }) => operator.id)

/** What a run of the unseen set came to, by profile. */
export const unseenTables = (runs: readonly UnseenRun[]): string =>
  (['documented', 'observed'] as const)
    .map((profile) => ({ profile, of: runs.filter((run) => run.profile === profile) }))
    .filter(({ of }) => of.length > 0)
    .map(({ profile, of }) => {
      const deviations = of.filter(({ operator }) => !operator.benign)
      const benign = of.filter(({ operator }) => operator.benign)
      return [
        `Profile \`${profile}\`, ${deviations.length} deviations:`,
        '',
        tableOf(deviations),
        '',
        named('Not found in tier paid', idsOf(deviations.filter(({ judged }) => !judged.paid.isFound))),
        `False alarms: ${share(benign.filter(isAlarm).length, benign.length)}.`,
      ].join('\n')
    })
    .join('\n\n')

/** What was missed, or found at another place; and false alarms. */
export const unseenRest = (runs: readonly UnseenRun[]): string => {
  const line = ({ operator, profile, judged }: UnseenRun): string =>
    `  ${operator.id} (${profile}; ${operator.where}): ${operator.about} ${judged.paid.says.slice(0, 3).join('; ')}`
  const deviations = runs.filter(({ operator }) => !operator.benign)
  const group = (title: string, some: readonly UnseenRun[]): string =>
    [`${title}: ${some.length}`, ...some.map(line)].join('\n')
  return [
    group(
      'not found',
      deviations.filter(({ judged }) => !judged.paid.isFound),
    ),
    group(
      'found, place not named',
      deviations.filter(({ judged }) => judged.paid.isFound && !judged.paid.isNamed),
    ),
    group(
      'false alarms',
      runs.filter((run) => run.operator.benign && isAlarm(run)),
    ),
  ].join('\n\n')
}
