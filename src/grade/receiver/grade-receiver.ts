import { realNow } from '../../basics/time/machine.ts'
import type { Profile, ProviderName } from '../../contracts/index.ts'
import { contracts } from '../../contracts/index.ts'
import { type SimulatorOptions, startSimulator } from '../../simulator/index.ts'
import { settingTable } from '../../simulator/settings.ts'
import { GradeError } from '../grade-error.ts'
import type { Finding } from '../obligations/obligation.ts'
import type { GradeReport, JudgedObligation } from '../report/report.ts'
import { reportOf } from '../report/report-of.ts'
import type { Probe } from './probe.ts'
import { probes } from './probes.ts'
import { receivingAt } from './receiving.ts'

export interface ReceiverOptions {
  readonly provider: ProviderName
  readonly profile: Profile
  readonly seed: number
  readonly env: NodeJS.ProcessEnv
  readonly client: string
  readonly repeat: string
}

const judged = (
  { id, level, says, why, remedy }: Probe,
  finding: Finding,
  repeat: string,
): JudgedObligation => ({
  id,
  axis: 'callbacks',
  level,
  isScored: true,
  says,
  why,
  remedy,
  repeat,
  verdict:
    finding.kind === 'kept'
      ? 'pass'
      : finding.kind === 'broken'
        ? (finding.level ?? level) === 'should'
          ? 'warning'
          : 'fail'
        : finding.kind,
  because: finding.because,
  evidence: 'evidence' in finding ? finding.evidence : [],
})

const signing = (variable: string | undefined, env: NodeJS.ProcessEnv): SimulatorOptions => {
  const key = variable === undefined ? undefined : env[variable]
  const [name] = Object.entries(settingTable).find((entry) => entry[1].variable === variable) ?? []
  return key === undefined || key === '' || name === undefined ? {} : { [name]: key }
}

/**
 * Judges a receiver of callbacks without any command: sends it what a provider sends, and what others may.
 * @throws GradeError when nobody answers there
 */
export const gradeReceiver = async (url: string, options: ReceiverOptions): Promise<GradeReport> => {
  const startedAt = realNow()
  const { provider, profile, seed, env, repeat } = options
  const signed = signing(contracts[provider].variables.webhookKey, env)
  await using simulator = await startSimulator({
    port: 0,
    profile,
    seed,
    logLevel: 'silent',
    queue: 50,
    run: 100,
    // The user named the address.
    callbackPolicy: 'any',
    ...signed,
  })
  const receiving = receivingAt(url, provider, simulator, Object.keys(signed).length > 0)
  const first = await receiving.post(['{}'])
  if (first.status === null)
    throw new GradeError(
      'nothing-to-judge',
      `Nobody answers at ${url}: ${first.error}. Start the receiver first.`,
    )
  const results: JudgedObligation[] = []
  for (const probe of probes) results.push(judged(probe, await probe.judge(receiving), repeat))
  return reportOf(
    {
      command: [],
      provider,
      profile,
      seed,
      deadlineMs: 0,
      client: options.client,
      durationMs: realNow() - startedAt,
      set: 'receiver-2026.1',
    },
    results,
    [],
  )
}
