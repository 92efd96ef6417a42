import { remembering } from '../../basics/remembering.ts'
import { isInternalHost } from '../../contracts/addresses.ts'
import { percentDecoded } from '../../contracts/media.ts'
import { bounds } from '../bounds.ts'

/** Where a callback goes, parsed once. */
export interface CallbackTarget {
  /** As in `https://example.com:8443`; connections and turns are kept per origin. */
  readonly origin: string
  readonly path: string
  /** From the address's userinfo (assumed: sent as Basic, as most HTTP clients do). */
  readonly authorization: string | undefined
  /** The port of this machine whose control API it would call, if it looks like that. */
  readonly controlPort: number | undefined
}

const CONTROL_PATH = /^\/__stuntdouble(?!\/inbox\/)/

/** The inboxes under it are receivers like any other. */
const controlPortOf = ({ hostname, port, protocol, pathname }: URL): number | undefined =>
  isInternalHost(hostname) && CONTROL_PATH.test(percentDecoded(pathname))
    ? Number(port || (protocol === 'https:' ? 443 : 80))
    : undefined

/** Most callbacks go where those before them went. */
const targetOf = remembering((address): CallbackTarget | string => {
  const { most } = bounds.callbackAddress
  if (address.length > most) return `refused: the address has more than ${most} characters`
  const url = parsedUrl(address)
  if (url === undefined) return 'refused: the address is not a URL'
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return `refused: ${url.protocol.slice(0, -1)} is neither http nor https`
  }
  return {
    origin: url.origin,
    path: url.pathname + url.search,
    authorization: basic(url),
    controlPort: controlPortOf(url),
  }
})

/**
 * Reads a callback address. Returns a sentence instead if nothing can be sent there.
 * @param ownPort the simulator's: its control API is closed to callbacks
 */
export const parseTarget = (address: string, ownPort?: number): CallbackTarget | string => {
  const target = targetOf(address)
  if (typeof target === 'string' || target.controlPort === undefined) return target
  return target.controlPort === ownPort
    ? 'refused: callbacks may not call the control API, except its inboxes'
    : target
}

/** `URL.canParse` first would parse each address twice. */
const parsedUrl = (address: string): URL | undefined => {
  try {
    return new URL(address)
  } catch {
    return undefined
  }
}

const basic = ({ username, password }: URL): string | undefined =>
  username === '' && password === ''
    ? undefined
    : `Basic ${Buffer.from(`${percentDecoded(username)}:${percentDecoded(password)}`).toString('base64')}`
