import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { isLoopbackHost } from '../../contracts/addresses.ts'
import { CALLBACK_AGENT } from '../callbacks/callback-headers.ts'
import { controlHosts, hasTwoHosts } from '../http/hosts.ts'
import { servedTo } from '../http/served.ts'
import type { Settings } from '../settings.ts'
import type { Simulation } from '../simulation.ts'
import { ControlError } from './control-error.ts'

type Guard = (request: FastifyRequest, isOpen: boolean) => void

/** Which header takes the token, for a program and for a browser. */
const TOKEN_HEADER = 'x-stuntdouble-token'
export const TOKEN_COOKIE = 'stuntdouble_token'

/**
 * Keeps web pages away from the control API. A page of another site whose name resolves to this machine (DNS rebinding)
 * sends its own name as Host; one that calls us across origins sends an Origin that is not ours.
 */
const hostCheck = (settings: Settings): ((request: FastifyRequest) => string | undefined) => {
  const isOurs = controlHosts(settings)

  return ({ headers, raw }) => {
    const { host: hostHeader, origin } = headers
    if (hasTwoHosts(raw.rawHeaders)) return 'The request has two Host headers.'
    // An image or a script of another site is fetched without an Origin, but the browser says where the request comes
    // from all the same. Following a link there to the console is fine: the other site cannot read the response.
    const site = headers['sec-fetch-site']
    const isLink = headers['sec-fetch-dest'] === 'document'
    if ((site === 'cross-site' || site === 'same-site') && !isLink) {
      return 'The control API does not respond to pages of other sites (Sec-Fetch-Site).'
    }
    if (!isOurs(hostHeader ?? '')) {
      return `The Host header names ${JSON.stringify(hostHeader ?? '')}, which is not this simulator; call it by its address, or by the name in --public-base-url.`
    }
    if (origin === undefined) return undefined
    // As browsers write it: without a path, and nobody's name before the host. Behind a proxy that ends TLS it is https.
    return origin === `http://${hostHeader}` || origin === `https://${hostHeader}`
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
const createGuard = ({ settings, accounts, door }: Simulation): Guard => {
  const wrongHost = hostCheck(settings)
  const wrongToken = tokenCheck(settings)
  return (request, isOpen) => {
    // A callback is sent by us, with a good Host and no Origin; where it goes is what anybody with a key says.
    if (!isOpen && request.headers['user-agent'] === CALLBACK_AGENT)
      throw new ControlError(403, 'The control API is closed to callbacks, except its inboxes.')
    if (door?.isCalling(request.raw.socket.remotePort))
      throw new ControlError(403, 'The control API is closed to what comes through --serve-tls.')
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

const guards = new WeakMap<Simulation, Guard>()

/**
 * Lets a control request pass, or throws.
 * @throws ControlError 401 or 403
 */
export const guard: Guard = (request, isOpen) => {
  const { simulation } = servedTo(request)
  const guarding = guards.get(simulation) ?? createGuard(simulation)
  guards.set(simulation, guarding)
  guarding(request, isOpen)
}
