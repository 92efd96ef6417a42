import { createHash, timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { isLoopbackHost } from '../../contracts/addresses.ts'
import type { Settings } from '../settings.ts'
import type { Simulation } from '../simulation.ts'
import { ControlError } from './control-error.ts'

/**
 * Lets a control request pass, or throws.
 * @throws ControlError 401 or 403
 */
export type Guard = (request: FastifyRequest, isOpen: boolean) => void

/** Which header takes the token, for a program and for a browser. */
const TOKEN_HEADER = 'x-stuntdouble-token'
export const TOKEN_COOKIE = 'stuntdouble_token'

/** `[::1]:7357` and `localhost:7357` without the port and the brackets. */
const nameOf = (host: string): string | undefined => {
  const url = `http://${host}`
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[(.*)\]$/, '$1') : undefined
}

/**
 * Keeps web pages away from the control API. A page of another site whose name resolves to this machine (DNS rebinding)
 * sends its own name as Host; one that calls us across origins sends an Origin that is not ours.
 */
const hostCheck = ({ host, publicBaseUrl }: Settings): ((request: FastifyRequest) => string | undefined) => {
  const own = new Set([host, ...(publicBaseUrl === undefined ? [] : [new URL(publicBaseUrl).hostname])])
  const isExposed = !isLoopbackHost(host)
  // An address cannot be rebound, and a name without a dot is not a public name: `http://stuntdouble:7357` in Compose.
  const isLocalName = (name: string): boolean => isExposed && (isIP(name) !== 0 || !name.includes('.'))
  const isOurs = (name: string): boolean => isLoopbackHost(name) || own.has(name) || isLocalName(name)

  return ({ headers, raw }) => {
    const { host: hostHeader, origin } = headers
    const hosts = raw.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host')
    if (hosts.length > 1) return 'The request has two Host headers.'
    // An image or a script of another site is fetched without an Origin, but the browser says where the request comes
    // from all the same. Following a link there to the console is fine: the other site cannot read the response.
    const site = headers['sec-fetch-site']
    const isLink = headers['sec-fetch-dest'] === 'document'
    if ((site === 'cross-site' || site === 'same-site') && !isLink) {
      return 'The control API does not respond to pages of other sites (Sec-Fetch-Site).'
    }
    const name = nameOf(hostHeader ?? '')
    if (name === undefined || !isOurs(name)) {
      return `The Host header names ${JSON.stringify(hostHeader ?? '')}, which is not this simulator; call it by its address, or by the name in --public-base-url.`
    }
    if (origin === undefined) return undefined
    const isSame = URL.canParse(origin) && new URL(origin).host === new URL(`http://${hostHeader}`).host
    return isSame
      ? undefined
      : `The control API does not respond to web pages of another origin (${JSON.stringify(origin)}).`
  }
}

/** The token in a cookie, percent-encoded there; a value that cannot be decoded is ignored. */
const cookieIn = (header: string | undefined): string | undefined => {
  const escaped = new RegExp(`(?:^|;\\s*)${TOKEN_COOKIE}=([^;]*)`).exec(header ?? '')?.[1]
  try {
    return escaped === undefined ? undefined : decodeURIComponent(escaped)
  } catch {
    return undefined
  }
}

const sameText = (a: string, b: string): boolean => {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

/** Why a caller's token is refused, or `undefined`. A token is required wherever other machines can call. */
const tokenCheck = ({ host, controlToken }: Settings): ((request: FastifyRequest) => string | undefined) => {
  if (controlToken === undefined) {
    const closed = `The control API is closed, because ${host} is open to other machines; start with --control-token.`
    return () => (isLoopbackHost(host) ? undefined : closed)
  }
  return ({ headers, query }) => {
    const given =
      headers[TOKEN_HEADER] ?? (query as Record<string, unknown>).token ?? cookieIn(headers.cookie)
    return typeof given === 'string' && sameText(given, controlToken)
      ? undefined
      : 'Send the token that the simulator was started with (--control-token) as X-Stuntdouble-Token.'
  }
}

/**
 * Who may call the control API: this machine, or whoever has the token; never a page of another site; with a key, only
 * one that opens an account.
 */
export const createGuard = ({ settings, accounts }: Simulation): Guard => {
  const wrongHost = hostCheck(settings)
  const wrongToken = tokenCheck(settings)
  return (request, isOpen) => {
    const reason = wrongHost(request) ?? (isOpen ? undefined : wrongToken(request))
    if (reason !== undefined) throw new ControlError(403, reason)
    const { authorization } = request.headers
    if (isOpen || authorization === undefined || accounts.ofHeader(authorization) !== undefined) return
    throw new ControlError(
      401,
      'This bearer key opens no account; send another, or none for the whole server.',
    )
  }
}
