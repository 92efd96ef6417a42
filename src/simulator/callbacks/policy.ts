import { isIPv6 } from 'node:net'
import { isInternalAddress, isLoopbackHost } from '../../contracts/addresses.ts'

export type CallbackPolicy = 'local' | 'provider' | 'any'

/** Where a connection is about to go. */
export interface Peer {
  /** As in the URL, without brackets. */
  readonly hostname: string
  readonly port: number
}

/** Why no connection may be made to this address, reached by this name; `undefined` when it is allowed. */
export type AddressRule = (peer: Peer, address: string) => string | undefined

/**
 * What a policy says of an address.
 * - `local`: this machine only, and the hosts in `allow`, wherever those are.
 * - `provider`: what a provider in the cloud would reach; `allow` does not count.
 * - `any`: everything.
 *
 * @param allow entries `host` (any port) or `host:port`
 * @throws TypeError on an entry that is neither
 */
export const createPolicy = (policy: CallbackPolicy, allow: readonly string[] = []): AddressRule => {
  const allowed = new Set(allow.map(parseAllowed))
  const isAllowed = ({ hostname, port }: Peer): boolean =>
    allowed.has(plain(hostname)) || allowed.has(`${plain(hostname)} ${port}`)
  switch (policy) {
    case 'any':
      return () => undefined
    case 'provider':
      return (_peer, address) =>
        isInternalAddress(address)
          ? `refused by policy provider: ${address} is an internal address`
          : undefined
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

/** `example.com.` and `example.com` are one host. */
const plain = (hostname: string): string => hostname.replace(/\.$/, '')

/** The entry as `host` or `host port`, the host as a URL would spell it. */
const parseAllowed = (entry: string): string => {
  const bracketed = isIPv6(entry) ? `[${entry}]` : entry
  const [, host, port] = /^(\[[^\]]+\]|[^:/?#@\\\s]+)(?::(\d{1,5}))?$/.exec(bracketed) ?? []
  if (host === undefined || !URL.canParse(`http://${host}`) || Number(port ?? 1) > 65_535) {
    throw new TypeError(`"${entry}" is not a host or host:port.`)
  }
  const hostname = plain(new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, ''))
  return port === undefined ? hostname : `${hostname} ${Number(port)}`
}
