import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import type { Settings } from '../settings.ts'

/** Why a control request is refused, or `undefined`. */
export type Guard = (host: string | undefined, origin: string | undefined) => string | undefined

/** `[::1]:7357` and `localhost:7357` without the port and the brackets. */
const nameOf = (host: string): string | undefined => {
  const url = `http://${host}`
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[(.*)\]$/, '$1') : undefined
}

const isLoopback = (name: string): boolean =>
  name === 'localhost' ||
  name.endsWith('.localhost') ||
  (isIP(name) !== 0 && ipaddr.process(name).range() === 'loopback')

/**
 * Keeps web pages away from the control API. A page of another site that got its name to resolve to this machine (DNS
 * rebinding) sends its own name as Host; one that calls us across origins sends an Origin that is not ours.
 */
export const createGuard = ({ host, publicBaseUrl }: Settings): Guard => {
  const own = new Set([host, ...(publicBaseUrl === undefined ? [] : [new URL(publicBaseUrl).hostname])])
  const isExposed = !isLoopback(host)
  // An address cannot be rebound, and a name without a dot is no public name: `http://stuntdouble:7357` in Compose.
  const isLocalName = (name: string): boolean => isExposed && (isIP(name) !== 0 || !name.includes('.'))
  const isOurs = (name: string): boolean => isLoopback(name) || own.has(name) || isLocalName(name)

  return (hostHeader, origin) => {
    const name = nameOf(hostHeader ?? '')
    if (name === undefined || !isOurs(name)) {
      return `The Host header names ${JSON.stringify(hostHeader ?? '')}, which is not this simulator; call it by its address, or by the name in --public-base-url.`
    }
    if (origin === undefined) return undefined
    const isSame = URL.canParse(origin) && new URL(origin).host === new URL(`http://${hostHeader}`).host
    return isSame
      ? undefined
      : `The control API answers no page of another origin (${JSON.stringify(origin)}).`
  }
}
