import { type Report, runContract } from '../../../src/conformance/index.ts'
import { contracts } from '../../../src/contracts/index.ts'
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../src/simulator/index.ts'
import { ask } from '../../helpers/simulator.ts'
import { startMutant } from './mutant.ts'
import type { Benign, Operator } from './operators.ts'

/** How much the kit is given: nothing, the id of an ended task, or credits. */
export type Means = 'free' | 'known' | 'paid'

const WEBHOOK_KEY = 'mutation webhook key'

/** A hundred times as fast as real, so that a task of 4 s takes 40 ms. */
const base: SimulatorOptions = { port: 0, speed: 100, kieWebhookKey: WEBHOOK_KEY }

let keys = 0

const endedTask = async ({ url }: Simulator, provider: 'kie' | 'evolink', key: string): Promise<string> => {
  const [path, body] =
    provider === 'kie'
      ? ['/api/v1/jobs/createTask', { model: 'wan/2-5-text-to-video', input: { prompt: 'a cat' } }]
      : ['/v1/videos/generations', { model: 'wan2.5-text-to-video', prompt: 'a cat' }]
  const { json } = await ask('POST', url + path, { key, body })
  const id = json.data?.taskId ?? json.id
  const read = provider === 'kie' ? `/api/v1/jobs/recordInfo?taskId=${id}` : `/v1/tasks/${id}`
  for (;;) {
    const { json: task } = await ask('GET', url + read, { key })
    if (/^(success|fail|completed|failed)$/.test(task.data?.state ?? task.status)) return id
    await new Promise((done) => setTimeout(done, 10))
  }
}

/** Runs the kit against a simulator that deviates, or does not. */
export const judge = async (
  provider: 'kie' | 'evolink',
  deviation: Pick<Operator, 'begin' | 'options'> | Benign,
  means: Means,
  profile: 'documented' | 'observed' = 'documented',
  maxCredits = 65,
): Promise<Report> => {
  await using simulator = await startSimulator({ ...base, profile, ...deviation.options })
  keys += 1
  const key = `mutation-${keys}`
  const knownTasks = means === 'known' ? [await endedTask(simulator, provider, key)] : []
  await using mutant = await startMutant(simulator.url, deviation.begin())
  const isPaid = means === 'paid'
  // Awaited here: the provider is gone when this scope ends.
  return await runContract(
    { provider, baseUrl: mutant.url, apiKey: key },
    {
      profile,
      knownTasks,
      tier: isPaid ? 'paid' : 'free',
      maxCredits: isPaid ? maxCredits : undefined,
      everyOption: isPaid && maxCredits > 1_000,
      callback: isPaid ? { listen: '127.0.0.1:0' } : {},
      webhookKey: provider === 'kie' ? WEBHOOK_KEY : undefined,
      timeoutMs: 4_000,
      pollMs: 12,
      settleMs: 100,
    },
  )
}

/** Whether the kit says that something is broken. */
export const isKilled = ({ exitCode }: Report): boolean => exitCode === 1 || exitCode === 4

/** The place itself or something inside it; the whole body counts only for what spoils all of it. */
const isAt = (at: string, place: string): boolean =>
  at === place || (place !== '$' && at.startsWith(place) && !/^[\w-]/.test(at.slice(place.length)))

/** Whether a finding names the place that deviates. */
export const namesPlace = ({ verdicts }: Report, { at }: Operator): boolean =>
  verdicts
    .flatMap(({ findings }) => findings)
    .some((finding) => finding.severity === 'error' && at.some((place) => isAt(finding.at, place)))

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
