import { contracts } from '../contracts/index.ts'
import type { SimulatorOptions } from '../simulator/index.ts'
import { createIdentity } from './certificates/authority.ts'
import { Calls } from './door/calls.ts'
import { Door } from './door/door.ts'
import { upstreamOf } from './door/upstream.ts'
import { NamedHosts } from './named-hosts.ts'

/** Settings of the simulator, and further hosts to stand in for. */
export interface ServeOptions extends Omit<SimulatorOptions, 'host'> {
  readonly hosts?: readonly string[]
}

/** The named hosts, served over TLS from one port. */
export interface ServedHosts extends AsyncDisposable {
  readonly hosts: readonly string[]
  readonly port: number
  /** Where the simulator itself listens, with its control API. */
  readonly url: string
  /** The certificate that clients have to trust, PEM. */
  readonly authority: string
}

/** A host that results are linked to: links must lead to where their readers can follow. */
const resultHost = (): string | undefined =>
  Object.values(contracts)
    .flatMap(({ hosts }) => hosts)
    .find(({ serves }) => serves === 'results')?.name

/**
 * Serves the named hosts over TLS, for clients whose names are pointed here: containers, browsers.
 * @throws Error with code EADDRINUSE, EACCES or the like when it cannot listen
 * @example
 * await using served = await serveHosts({ scenario: 'flaky' }, 8443, '127.0.0.1')
 * await writeFile('authority.pem', served.authority)
 */
export const serveHosts = async (
  options: ServeOptions,
  port: number,
  address: string,
): Promise<ServedHosts> => {
  const { hosts: more, ...settings } = options
  const hosts = new NamedHosts(more)
  const host = resultHost()
  let door: Door | undefined
  const { startSimulator } = await import('../simulator/start-simulator.ts')
  const simulator = await startSimulator(
    {
      port: 0,
      publicBaseUrl: host && `https://${host}${port === 443 ? '' : `:${port}`}`,
      ...settings,
      allowHost: [...[settings.allowHost ?? []].flat(), ...hosts.names],
    },
    { door: { address, isCalling: (from) => door?.isOwn(from) === true } },
  )
  const identity = createIdentity(hosts.names, Date.now())
  const { hostname, port: simulatorPort } = new URL(simulator.url)
  door = new Door({
    hosts,
    identity,
    calls: new Calls(hosts),
    // It is not a proxy for anybody.
    others: 'block',
    upstream: upstreamOf({}),
    simulator: { host: hostname, port: Number(simulatorPort) },
  })
  const close = async (): Promise<void> => {
    await door[Symbol.asyncDispose]()
    await simulator.close()
  }
  try {
    const listening = await door.listen(port, address)
    const { authority } = identity
    return {
      hosts: hosts.names,
      port: listening,
      url: simulator.url,
      authority,
      [Symbol.asyncDispose]: close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
