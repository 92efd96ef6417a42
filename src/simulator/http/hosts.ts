import { isIP } from 'node:net'
import { isLoopbackHost } from '../../contracts/addresses.ts'
import { contracts } from '../../contracts/index.ts'
import type { Settings } from '../settings.ts'

const HOST = /^(?:\[([\da-f:.]{2,45})\]|([\w.-]{1,253}))(?::\d{1,5})?$/i

/** The name in a Host header, in lower case, without port, brackets and last dot; undefined if it is malformed (RFC 9110, 7.2). */
const nameInHost = (header: string): string | undefined => {
  const [, address, name] = HOST.exec(header) ?? []
  return (address ?? name)?.toLowerCase().replace(/\.$/, '')
}

/** Names that no public resolver knows (RFC 6761, 6762, 8375, and ICANN for `internal`), so that no other site can have them. */
const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|internal|test|home\.arpa)$/

/**
 * An address cannot be rebound, and a name without a dot is not a public name: `http://stuntdouble:7357` in Compose. It is
 * asked last for an address: the first time, Node compiles its pattern of IPv6 for 6 ms, and the first request waits.
 */
const cannotBeRebound = (name: string): boolean =>
  (!name.includes('.') && !name.includes(':')) || PRIVATE_NAME.test(name) || isIP(name) !== 0

const ownNames = ({ host, publicBaseUrl }: Settings): ReadonlySet<string | undefined> =>
  new Set([
    host.toLowerCase(),
    ...(publicBaseUrl === undefined ? [] : [nameInHost(new URL(publicBaseUrl).host)]),
  ])

/** Whether a Host header is one that a simulator listens to. */
type HostRule = (header: string) => boolean

const remembering = (rule: HostRule): HostRule => {
  const known = new Map<string, boolean>()
  return (header) => {
    const before = known.get(header)
    if (before !== undefined) return before
    const isRight = rule(header)
    // Anybody can send any header.
    if (known.size < 100) known.set(header, isRight)
    return isRight
  }
}

/**
 * Which hosts the control API listens to. A page of another site that got its name to resolve to this machine (DNS
 * rebinding) sends its own name.
 */
export const controlHosts = (settings: Settings): HostRule => {
  const own = ownNames(settings)
  const isExposed = !isLoopbackHost(settings.host)
  return remembering((header) => {
    const name = nameInHost(header)
    if (name === undefined) return false
    return isLoopbackHost(name) || own.has(name) || (isExposed && cannotBeRebound(name))
  })
}

/**
 * Which hosts the providers' APIs listen to: all of them where other machines are welcome, and otherwise those that no
 * page of another site can have, the providers' own, and those that were allowed.
 */
export const providerHosts = (settings: Settings): HostRule => {
  const own = ownNames(settings)
  const more = new Set([
    ...Object.values(contracts).flatMap(({ hosts }) => hosts.map(({ name }) => name)),
    ...settings.allowHost.map(nameInHost),
  ])
  const isExposed = !isLoopbackHost(settings.host)
  return remembering((header) => {
    const name = nameInHost(header)
    if (name === undefined) return false
    return isExposed || own.has(name) || more.has(name) || cannotBeRebound(name)
  })
}

/** How many Host headers a request has: only one means anything (RFC 9110, 7.2). */
export const hasTwoHosts = (rawHeaders: readonly string[]): boolean => {
  let count = 0
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]
    if (name?.length === 4 && name.toLowerCase() === 'host') count += 1
  }
  return count > 1
}
