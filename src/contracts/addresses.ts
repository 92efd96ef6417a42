import ipaddr from 'ipaddr.js'
import { isGloballyReachable } from './special-addresses.ts'

/** Where an IPv6 address that carries an IPv4 one has its 32 bits, as [range, first byte]. */
const EMBEDDED_AT: Readonly<Record<string, number>> = {
  ipv4Mapped: 12,
  rfc6145: 12,
  // NAT64.
  rfc6052: 12,
  '6to4': 2,
}

/** Names that mean the machine itself, whatever a resolver says (RFC 6761 and Debian's /etc/hosts). */
const isLocalName = (hostname: string): boolean =>
  /(^|\.)(localhost|localhost\.localdomain|ip6-localhost|ip6-loopback)\.*$/i.test(hostname)

const isIPv4Compatible = (bytes: readonly number[]): boolean =>
  bytes.length === 16 && bytes.slice(0, 12).every((byte) => byte === 0)

/**
 * Whether an IP address lies inside a network, that is, where no cloud provider may be sent. EvoLink's page names
 * 127.0.0.1, 10.x, 172.16-31.x, 192.168.x "etc." (documented); that "etc." is whatever the whole internet cannot reach
 * (assumed). IPv6 addresses that carry an IPv4 one (`::ffff:10.0.0.1`, NAT64, 6to4) are judged by that; text that is not
 * an address counts as internal.
 */
export const isInternalAddress = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return true
  const parsed = ipaddr.parse(address)
  if (!isGloballyReachable(parsed)) return true
  const bytes = parsed.toByteArray()
  const start = isIPv4Compatible(bytes) ? 12 : EMBEDDED_AT[parsed.range()]
  return start !== undefined && isInternalAddress(bytes.slice(start, start + 4).join('.'))
}

/** RFC 6761: these names are this machine, whatever a resolver says. */
export const isLocalhostName = (name: string): boolean => /^(.+\.)?localhost\.?$/i.test(name)

/**
 * Whether a host is this machine: `localhost` and names under it, and loopback addresses, with or without brackets. A
 * security decision, so it is made here alone.
 */
export const isLoopbackHost = (host: string): boolean => {
  const name = host.replace(/^\[|\]$/g, '')
  // `process` reads `::ffff:127.0.0.1` as the IPv4 address in it.
  if (ipaddr.isValid(name)) return ipaddr.process(name).range() === 'loopback'
  return isLocalhostName(name)
}

/** Whether a URL leads to this machine. */
export const isLoopbackUrl = (url: string): boolean =>
  URL.canParse(url) && isLoopbackHost(new URL(url).hostname)

/** Whether a URL's host, as written there, is inside a network or the machine itself. */
export const isInternalHost = (host: string): boolean => {
  const name = host.replace(/^\[|\]$/g, '')
  return ipaddr.isValid(name) ? isInternalAddress(name) : isLocalName(name)
}
