import type { Report } from '../../../src/conformance/index.ts'
import type { Finding } from '../../../src/conformance/report/verdict.ts'
import { contracts } from '../../../src/contracts/index.ts'
import { judgeOn, type Means } from '../unseen/judge.ts'
import { type Profile, Stage } from '../unseen/stage.ts'
import { deviationOf } from './deviation.ts'
import type { Benign, Operator } from './operators/index.ts'

/** Runs the kit against a simulator that deviates, or does not. */
export const judge = async (
  provider: 'kie' | 'evolink',
  deviation: Pick<Operator, 'begin' | 'options'> | Benign,
  means: Means,
  profile: Profile = 'documented',
  maxCredits = 65,
): Promise<Report> => {
  await using stage = await Stage.open(profile, deviation.options)
  // Awaited here: the provider is gone when this scope ends.
  return await judgeOn(stage, provider, means, { profile, maxCredits, operator: deviationOf(deviation) })
}

/** Whether the kit says that something is broken. */
export const isKilled = ({ exitCode }: Report): boolean => exitCode === 1 || exitCode === 4

/** The place itself or something inside it; the whole body counts only for what spoils all of it. */
const isAt = (at: string, place: string): boolean =>
  at === place || (place !== '$' && at.startsWith(place) && !/^[\w-]/.test(at.slice(place.length)))

/** Whether a finding is an error at one of these places. */
export const isErrorAt =
  (places: readonly string[]) =>
  ({ severity, at }: Pick<Finding, 'severity' | 'at'>): boolean =>
    severity === 'error' && places.some((place) => isAt(at, place))

/** Whether a finding names the place that deviates. */
export const namesPlace = ({ verdicts }: Report, { at }: Operator): boolean =>
  verdicts.flatMap(({ findings }) => findings).some(isErrorAt(at))

/** What the kit says, in short: exit code and places. */
export const inShort = ({ exitCode, verdicts, guard }: Report): string => {
  const places = verdicts.flatMap(({ id, findings }) =>
    findings.map((finding) => `${id} ${finding.severity} ${finding.at}: ${finding.message}`),
  )
  const open = verdicts.flatMap(({ id, outcome, why }) =>
    outcome === 'not-checked' ? [`${id} not checked: ${why}`] : [],
  )
  return [`exit ${exitCode}`, ...(guard === null ? [] : [guard]), ...places, ...open].slice(0, 6).join('; ')
}

export const providers = Object.keys(contracts) as readonly ('kie' | 'evolink')[]
