import { createHash } from 'node:crypto'
import { realNow } from '../../basics/time/machine.ts'
import { contracts, type Profile, type ProviderName } from '../../contracts/index.ts'
import { NamedHosts } from '../../run/named-hosts.ts'
import { outlivingProcesses } from '../../run/outlived.ts'
import { countOthers, openStage } from '../../run/stage.ts'
import { type SimulatorOptions, startSimulator } from '../../simulator/index.ts'
import type { Exchange } from '../../simulator/journal/journal.ts'
import { settingTable } from '../../simulator/settings.ts'
import type { Recording } from '../recording.ts'
import type { Situation } from '../situations/situation.ts'
import { runClient } from './client-process.ts'
import { operationKindOf } from './operations.ts'
import { exchangeOf, MOST_REQUESTS, type Seen } from './record.ts'
import { recordingOf } from './recording-of.ts'
import { type Bent, startWire } from './wire.ts'

/** One client that is to be graded. */
export interface Job {
  readonly command: readonly string[]
  readonly provider: ProviderName
  readonly profile: Profile
  readonly deadlineMs: number
  readonly seed: number
  /** The environment that it has besides. */
  readonly env: NodeJS.ProcessEnv
  readonly cwd: string
  readonly abort: AbortSignal
  /** Whether it reads its tasks, or only waits for callbacks. */
  readonly polls: boolean
}

/** What every client is asked to make a video of. */
const PROMPT = 'A red kite over a stone bridge at dawn'

/** How long a task takes that nothing holds up, ms: short, and longer than a client that never pauses takes to read it once. */
const QUEUE_MS = 200
const RUN_MS = 800

/** How much longer than its deadline a client may take: a quarter more, and the time its last call may need. */
const limitOf = (deadlineMs: number): number => deadlineMs * 1.25 + 5_000

const secret = (seed: number, situation: string, what: string): string =>
  createHash('sha256').update(`${seed} ${situation} ${what}`).digest('hex').slice(0, 40)

/** The setting that signs callbacks, whatever this provider calls it. */
const signing = (variable: string | undefined, key: string): SimulatorOptions => {
  const [name] = Object.entries(settingTable).find((entry) => entry[1].variable === variable) ?? []
  return variable === undefined || name === undefined ? {} : { [name]: key }
}

const settingsOf = (situation: Situation, job: Job, webhookKey: string): SimulatorOptions => ({
  port: 0,
  profile: job.profile,
  seed: job.seed,
  noTell: true,
  // A client that resets the simulator would wipe out the proof of what it paid.
  controlToken: secret(job.seed, situation.id, 'control token'),
  logLevel: 'silent',
  progress: situation.runs === undefined && job.polls ? 'polls:2' : 'time',
  queue: QUEUE_MS,
  run: situation.runs === undefined ? RUN_MS : Math.round(situation.runs * job.deadlineMs),
  scenarios: { situation: { about: situation.about, rules: situation.rules ?? [] } },
  scenario: 'situation',
  ...signing(contracts[job.provider].variables.webhookKey, webhookKey),
  ...situation.settings,
})

const deferred = () => {
  let resolve = (): void => undefined
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

/** Runs the command once in a situation, with a simulator and a door of its own. Nothing is left when it returns. */
export const perform = async (situation: Situation, job: Job): Promise<Recording> => {
  const { command, provider, deadlineMs, seed, cwd, abort } = job
  const contract = contracts[provider]
  const profile = situation.settings?.profile ?? job.profile
  const key = `sk-${secret(seed, situation.id, 'key')}`
  const webhookKey = secret(seed, situation.id, 'webhook key')
  const seen: Seen[] = []
  const bent: Bent[] = []
  let moreRequests = 0
  let startedAt = realNow()
  const { promise: begun, resolve: begin } = deferred()
  const see = (exchange: Exchange): void => {
    begin()
    if (seen.length < MOST_REQUESTS)
      seen.push({ exchange, atMs: realNow() - startedAt - exchange.durationMs })
    else moreRequests += 1
  }
  await using simulator = await startSimulator(settingsOf(situation, job, webhookKey), { onExchange: see })
  const peer = { host: '127.0.0.1', port: Number(new URL(simulator.url).port) }
  const bend = situation.bend?.({ contract, profile, deadlineMs })
  await using wire =
    bend &&
    (await startWire(peer, bend, operationKindOf(contract), (reply) => {
      bent.push(reply)
      if (!reply.isForwarded) see(exchangeOf(contract, reply))
    }))
  await using stage = await openStage({
    hosts: new NamedHosts(),
    others: 'pass',
    isIsolated: false,
    command,
    cwd,
    own: job.env,
    simulator: wire?.peer ?? peer,
    apiKey: key,
    isTrusted: situation.isDistrusted !== true,
    isListening: situation.isRefused !== true,
  })
  const { webhookKey: webhookVariable } = contract.variables
  // The control API would tell which situation it is.
  const { STUNTDOUBLE_URL: _, ...environment } = stage.environment
  const env = {
    ...environment,
    PROMPT,
    STUNTDOUBLE_PROVIDER: provider,
    STUNTDOUBLE_DEADLINE_MS: String(deadlineMs),
    ...(webhookVariable !== undefined && { [webhookVariable]: webhookKey }),
  }
  startedAt = realNow()
  const run = await runClient(command, { env, cwd, limitMs: limitOf(deadlineMs), begun, abort })
  const leftBehind = outlivingProcesses(stage.folder.path)
  for (const pid of leftBehind) end(pid)
  countOthers(stage)

  const recording = recordingOf({
    ...{ situation: situation.id, provider, profile, deadlineMs, key, run, seen, moreRequests, bent },
    tasks: simulator.accounts().flatMap((account) => account.tasks()),
    deliveries: simulator.accounts().flatMap((account) => account.deliveries()),
    calls: stage.calls,
    leftBehind: leftBehind.length,
  })
  return { ...recording, isProvoked: situation.isProvoked?.(recording) ?? recording.isProvoked }
}

const end = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended meanwhile.
  }
}
