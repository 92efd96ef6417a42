import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createIdentity, type Identity } from './certificates/authority.ts'
import { Calls, type Fate } from './door/calls.ts'
import { Door } from './door/door.ts'
import type { Others } from './door/doorway.ts'
import { type Destination, upstreamOf } from './door/upstream.ts'
import { OTHERS_FILE } from './environment/hooks.ts'
import { environmentOf } from './environment/index.ts'
import { systemRoots } from './environment/roots.ts'
import { openFolder, type RunFolder } from './folder.ts'
import { hooksFolder } from './hooks-folder.ts'
import type { NamedHosts } from './named-hosts.ts'
import { startsNode } from './starts-node.ts'

export interface StageOptions {
  readonly hosts: NamedHosts
  readonly others: Others
  readonly isIsolated: boolean
  /** What is going to be run, and where. */
  readonly command: readonly string[]
  readonly cwd?: string | undefined
  /** The environment that the command would have had. */
  readonly own: NodeJS.ProcessEnv
  /** Where the simulator listens, or soon will. */
  readonly simulator: Destination
  /** The key that takes the place of a live one. */
  readonly apiKey: string
  /** Whether the command is made to trust the certificates it meets (default: yes). */
  readonly isTrusted?: boolean
  /** Whether anybody listens where the command is sent (default: yes). */
  readonly isListening?: boolean
}

/** The port of RFC 863, where nothing has listened for decades, and which the system gives to nobody who asks for any. */
const NOBODY = 9

/** Everything that brings a command here: the door, the files, the variables. Gone when disposed. */
export interface Stage extends AsyncDisposable {
  readonly hosts: NamedHosts
  readonly calls: Calls
  readonly door: Door
  readonly folder: RunFolder
  /** The command's environment. */
  readonly environment: NodeJS.ProcessEnv
}

/** Sets everything up that a command is run with. */
export const openStage = async (options: StageOptions): Promise<Stage> => {
  const { hosts, others, isIsolated, own, simulator, apiKey } = options
  const { command, cwd = process.cwd(), isTrusted = true, isListening = true } = options
  const identity = createIdentity(hosts.names, Date.now())
  const calls = new Calls(hosts)
  const door = new Door({ hosts, identity, calls, others, upstream: upstreamOf(own), simulator })
  const port = isListening ? await door.listen(0) : NOBODY
  const folder = openFolder()
  const environment = environmentOf({
    hosts,
    port,
    simulatorUrl: `http://${simulator.host}:${isListening ? simulator.port : port}`,
    isBlocking: others === 'block',
    isIsolated,
    roots: systemRoots(),
    authority: trusted(identity, hosts, isTrusted),
    apiKey,
    isNode: startsNode({ name: command[0] ?? '', cwd, path: own.PATH ?? '' }),
    own,
    hooks: hooksFolder(),
    folder: folder.path,
    write: folder.write,
  })
  return {
    hosts,
    calls,
    door,
    folder,
    environment,
    [Symbol.asyncDispose]: async () => {
      folder[Symbol.dispose]()
      await door[Symbol.asyncDispose]()
    },
  }
}

/** What the command is made to trust; another authority than the one it meets, where it shall not. */
const trusted = ({ authority }: Identity, hosts: NamedHosts, isTrusted: boolean): string =>
  isTrusted ? authority : createIdentity(hosts.names, Date.now()).authority

/** Counts what the hooks recorded of connections that did not come through the door. */
export const countOthers = ({ folder, calls }: Stage): void => {
  for (const line of readFileSync(join(folder.path, OTHERS_FILE), 'utf8').split('\n')) {
    const [, fate, host] = /^(passed|blocked) (\S+)$/.exec(line) ?? []
    if (fate !== undefined && host !== undefined) calls.count(host, fate as Fate)
  }
}
