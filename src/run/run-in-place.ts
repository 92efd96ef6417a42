import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type SimulatorOptions, startSimulator } from '../simulator/index.ts'
import { realNow } from '../simulator/time/clock.ts'
import { version } from '../simulator/version.ts'
import { billOf } from './bill.ts'
import { createIdentity } from './certificates/authority.ts'
import { type Ended, exitCodeOf, runCommand } from './command.ts'
import { Calls, type Fate } from './door/calls.ts'
import { Door } from './door/door.ts'
import { upstreamOf } from './door/upstream.ts'
import { OTHERS_FILE } from './environment/hooks.ts'
import { environmentOf } from './environment/index.ts'
import { Evidence } from './evidence.ts'
import { openFolder, type RunFolder, sweep } from './folder.ts'
import { hooksFolder } from './hooks-folder.ts'
import { furnish, raiseLoopback, withoutRights } from './isolation/furnish.ts'
import { startNameServer } from './isolation/name-server.ts'
import { NamedHosts } from './named-hosts.ts'
import type { RunOptions, RunResult } from './options.ts'
import { outlivingProcesses } from './outlived.ts'
import { ownEnvironment } from './own-environment.ts'
import type { RunReport } from './report.ts'

/** Not a key of anybody's: it opens an account here, and nothing anywhere else. */
const RUN_KEY = 'stuntdouble-run'

/**
 * Runs a command beside a double in this very process.
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
  const own = env ?? ownEnvironment()
  const hosts = new NamedHosts(more)
  const calls = new Calls(hosts)
  const evidence = new Evidence()

  if (isIsolated) raiseLoopback()
  await using simulator = await startSimulator({ port: 0, ...settings } as SimulatorOptions, {
    onExchange: evidence.see,
  })
  const identity = createIdentity(hosts.names, Date.now())
  const { hostname, port: simulatorPort } = new URL(simulator.url)
  await using door = new Door({
    hosts,
    identity,
    calls,
    others,
    upstream: upstreamOf(own),
    simulator: { host: hostname, port: Number(simulatorPort) },
  })
  const port = await door.listen(0)
  using folder = openFolder()
  const environment = environmentOf({
    hosts,
    port,
    simulatorUrl: simulator.url,
    isBlocking: others === 'block',
    isIsolated,
    authority: identity.authority,
    apiKey: simulator.settings.apiKeys?.[0] ?? RUN_KEY,
    own,
    hooks: hooksFolder(),
    folder: folder.path,
    write: folder.write,
  })

  await using _names = isIsolated ? await furnished(door, hosts, folder, calls) : undefined

  const running = runCommand(isIsolated ? withoutRights(command) : command, {
    env: environment,
    cwd,
    output: output ?? 'collect',
    forwardsSignals: forwardsSignals ?? false,
    abort,
  })
  sweep()
  const ended = await running
  if (ended.ending.kind === 'not-started') onNote?.(ended.ending.reason)

  countOthers(calls, join(folder.path, OTHERS_FILE))
  const report = { ...reportOf(command, ended, calls, evidence, isIsolated), ...evidence.summary(simulator) }
  return {
    exitCode: report.exitCode,
    stdout: ended.stdout,
    stderr: ended.stderr,
    report: {
      ...report,
      seed: simulator.settings.seed,
      durationMs: Math.round(realNow() - startedAt),
      charges: billOf(simulator),
      outlived: outlivingProcesses(folder.path),
    },
  }
}

const reportOf = (
  command: readonly string[],
  { ending }: Ended,
  calls: Calls,
  evidence: Evidence,
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

/** Inside namespaces, the named hosts are here at their own ports, and no other name is known. */
const furnished = async (
  door: Door,
  hosts: NamedHosts,
  folder: RunFolder,
  calls: Calls,
): Promise<AsyncDisposable> => {
  await door.listen(443)
  await door.listen(80)
  furnish(hosts, folder)
  return startNameServer(hosts, (name) => calls.count(name, 'blocked'))
}

/** What the hooks noted of connections that did not come through the door. */
const countOthers = (calls: Calls, file: string): void => {
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [, fate, host] = /^(passed|blocked) (\S+)$/.exec(line) ?? []
    if (fate !== undefined && host !== undefined) calls.count(host, fate as Fate)
  }
}
