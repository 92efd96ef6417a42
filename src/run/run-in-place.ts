import { realNow } from '../basics/time/machine.ts'
import { version } from '../basics/version.ts'
import type { SimulatorOptions } from '../simulator/index.ts'
import { type Ended, exitCodeOf, runCommand } from './command.ts'
import type { Calls } from './door/calls.ts'
import { listenEarly } from './early-listener.ts'
import type { RunCounts } from './evidence.ts'
import { sweep } from './folder.ts'
import { furnish, raiseLoopback, withoutRights } from './isolation/furnish.ts'
import { NamedHosts } from './named-hosts.ts'
import type { RunOptions, RunResult } from './options.ts'
import { outlivingProcesses } from './outlived.ts'
import { ownEnvironment } from './own-environment.ts'
import type { RunReport } from './report.ts'
import { countOthers, openStage, type Stage } from './stage.ts'

/** Not anybody's key: it opens an account here, and nothing anywhere else. */
const RUN_KEY = 'stuntdouble-run'

/**
 * Runs a command with a double in this process.
 * @param isIsolated whether this process is the first of namespaces that nothing leaves
 */
export const runInPlace = async (
  command: readonly string[],
  options: RunOptions,
  isIsolated = false,
): Promise<RunResult> => {
  const {
    hosts: more,
    others: given,
    isolate: _,
    onNote,
    isolation: __,
    env,
    cwd,
    output,
    forwardsSignals,
    abort,
    ...settings
  } = options
  const others = isIsolated ? 'block' : (given ?? 'pass')
  const startedAt = realNow()
  const hosts = new NamedHosts(more)

  if (isIsolated) raiseLoopback()
  await using listener = await listenEarly(Number(settings.port ?? 0))
  const allowHost = [...[settings.allowHost ?? []].flat(), ...hosts.names]
  // Loaded while the command starts.
  const start = async () => (await import('./beside.ts')).startBeside({ ...settings, allowHost }, listener)
  // Nothing is run beside a simulator that cannot be.
  const early = isPlain(settings) ? undefined : await start()
  await using stage = await openStage({
    hosts,
    others,
    isIsolated,
    command,
    cwd,
    own: env ?? ownEnvironment(),
    simulator: { host: '127.0.0.1', port: listener.port },
    apiKey: early?.simulator.settings.apiKeys?.[0] ?? RUN_KEY,
  })
  const { calls, folder } = stage
  await using _names = isIsolated ? await furnished(stage) : undefined

  const running = runCommand(isIsolated ? withoutRights(command) : command, {
    env: stage.environment,
    cwd,
    output: output ?? 'collect',
    forwardsSignals: forwardsSignals ?? false,
    abort,
  })
  // Whoever comes meanwhile waits, or learns that it cannot be.
  stage.door.load().catch(() => undefined)
  await using beside = early ?? (await start())
  const { simulator, evidence } = beside
  sweep()
  const ended = await running
  if (ended.ending.kind === 'not-started') onNote?.(ended.ending.reason)

  countOthers(stage)
  const report = { ...reportOf(command, ended, calls, evidence, isIsolated), ...evidence.summary(simulator) }
  return {
    exitCode: report.exitCode,
    stdout: ended.stdout,
    stderr: ended.stderr,
    report: {
      ...report,
      seed: simulator.settings.seed,
      durationMs: Math.round(realNow() - startedAt),
      bill: simulator.bill(),
      outlived: outlivingProcesses(folder.path),
    },
  }
}

const reportOf = (
  command: readonly string[],
  { ending }: Ended,
  calls: Calls,
  evidence: RunCounts,
  isIsolated: boolean,
) => {
  const hosts: RunReport['hosts'] = calls
    .all()
    .map((each) => ({ ...each, requests: evidence.requestsTo(each.host) }))
  return {
    schemaVersion: 1 as const,
    version: version(),
    command,
    exitCode: exitCodeOf(ending),
    signal: ending.kind === 'killed' ? ending.signal : null,
    means: isIsolated ? ('isolation' as const) : ('environment' as const),
    note: null,
    hosts,
    meantForLive: hosts.reduce((sum, { isNamed, connections }) => sum + (isNamed ? connections : 0), 0),
  }
}

/** Whether nothing is asked of the simulator that it could refuse. */
const isPlain = (settings: SimulatorOptions): boolean =>
  Object.entries(settings).every(([name, value]) => name === 'port' || value === undefined)

/** Inside namespaces, the named hosts are here at their own ports, and no other name is known. */
const furnished = async ({ door, hosts, folder, calls }: Stage): Promise<AsyncDisposable> => {
  await door.listen(443)
  await door.listen(80)
  furnish(hosts, folder)
  const { startNameServer } = await import('./isolation/name-server.ts')
  return startNameServer(hosts, (name) => calls.count(name, 'blocked'))
}
