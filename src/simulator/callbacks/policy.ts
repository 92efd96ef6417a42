import { isIPv6 } from 'node:net'
import { isInternalAddress, isLoopbackHost } from '../../contracts/addresses.ts'

export type CallbackPolicy = 'local' | 'named' | 'provider' | 'any'

interface PolicySettings {
  /** Undefined where none was chosen. */
  readonly callbackPolicy: CallbackPolicy | undefined
  /** The address that the simulator listens on. */
  readonly host: string
}

/** The policy that settings mean: where other machines can create tasks, reaching this machine's own services is to be chosen. */
export const policyOf = ({ callbackPolicy, host }: PolicySettings): CallbackPolicy =>
  callbackPolicy ?? (isLoopbackHost(host) ? 'local' : 'named')

/** Where a connection is about to go. */
export interface ConnectionPeer {
  /** As in the URL, without brackets. */
  readonly hostname: string
  readonly port: number
}

/** Why no connection may be made to this address, reached by this name; `undefined` when it is allowed. */
export type AddressRule = (peer: ConnectionPeer, address: string) => string | undefined

/**
 * What a policy says of an address.
 * - `local`: this machine only, and the hosts in `allow`, wherever those are.
 * - `named`: only the hosts in `allow`, and the inboxes of the simulator itself.
 * - `provider`: what a provider in the cloud would reach; `allow` does not count.
 * - `any`: everything.
 *
 * @param allow entries `host` (any port), `host:port`, or `*.example.com` for every host below a name
 * @param ownPort the simulator's
 * @throws TypeError on an entry that is neither
 */
export const createPolicy = (
  policy: CallbackPolicy,
  allow: readonly string[] = [],
  ownPort?: () => number,
): AddressRule => {
  const isAllowed = allowing(allow)
  switch (policy) {
    case 'any':
      return () => undefined
    case 'provider':
      return (_peer, address) =>
        isInternalAddress(address)
          ? `refused by policy provider: ${address} is an internal address`
          : undefined
    case 'named':
      return (peer, address) =>
        isAllowed(peer) || (isLoopbackHost(address) && peer.port === ownPort?.())
          ? undefined
          : `refused: --host is open to other machines, so callbacks go only to hosts of --callback-allow until --callback-policy is chosen`
    case 'local':
      return (peer, address) =>
        isLoopbackHost(address) || isAllowed(peer)
          ? undefined
          : `refused by policy local: ${address} is not a loopback address; allow it with --callback-allow ${peer.hostname}`
  }
}

/** Whether an entry for `allow` is a host or host:port. */
export const isAllowable = (entry: string): boolean => {
  try {
    return parseAllowed(entry) !== ''
  } catch {
    return false
  }
}

/** Whether a peer is one of the allowed. @throws TypeError */
const allowing = (allow: readonly string[]): ((peer: ConnectionPeer) => boolean) => {
  const parsed = allow.map(parseAllowed)
  const allowed = new Set(parsed)
  const below = parsed.filter((entry) => entry.startsWith('*')).map((entry) => entry.slice(1))
  return ({ hostname, port }) => {
    const name = plain(hostname)
    if (allowed.has(name) || allowed.has(`${name} ${port}`)) return true
    return below.some((entry) => name.endsWith(entry) || `${name} ${port}`.endsWith(entry))
  }
}

/** `example.com.` and `example.com` are one host. */
const plain = (hostname: string): string => hostname.replace(/\.$/, '')

/** The entry as `host` or `host port`, the host as a URL would spell it. */
const parseAllowed = (entry: string): string => {
  const bracketed = isIPv6(entry) ? `[${entry}]` : entry
  const [, host, port] = /^(\[[^\]]+\]|[^:/?#@\\\s]+)(?::(\d{1,5}))?$/.exec(bracketed) ?? []
  const stars = host?.replace(/^\*\.(?=[^*]+$)/, '').includes('*')
  if (host === undefined || stars || !URL.canParse(`http://${host}`) || Number(port ?? 1) > 65_535) {
    throw new TypeError(`"${entry}" is not a host or host:port.`)
  }
  const hostname = plain(new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, ''))
  return port === undefined ? hostname : `${hostname} ${Number(port)}`
}
