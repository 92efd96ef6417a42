import { percentDecoded } from '../../contracts/media.ts'
import { bounds } from '../bounds.ts'

/** Where a callback goes, parsed once. */
export interface Target {
  /** As in `https://example.com:8443`; connections and turns are kept per origin. */
  readonly origin: string
  readonly path: string
  /** From the address's userinfo (assumed: sent as Basic, as most HTTP clients do). */
  readonly authorization: string | undefined
}

/** Reads a callback address. Returns a sentence instead if nothing can be sent there. */
export const parseTarget = (address: string): Target | string => {
  const { most } = bounds.callbackAddress
  if (address.length > most) return `refused: the address has more than ${most} characters`
  if (!URL.canParse(address)) return 'refused: the address is not a URL'
  const url = new URL(address)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return `refused: ${url.protocol.slice(0, -1)} is neither http nor https`
  }
  return { origin: url.origin, path: url.pathname + url.search, authorization: basic(url) }
}

const basic = ({ username, password }: URL): string | undefined =>
  username === '' && password === ''
    ? undefined
    : `Basic ${Buffer.from(`${percentDecoded(username)}:${percentDecoded(password)}`).toString('base64')}`
