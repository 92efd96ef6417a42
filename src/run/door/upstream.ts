import { connect, type Socket } from 'node:net'
import { isWithin, noProxyEntries } from '../environment/no-proxy.ts'

/** The destination of a connection. */
export interface Destination {
  readonly host: string
  readonly port: number
}

/** The proxies that the user's own environment names, for connections that are let through. */
export interface Upstream {
  /** The proxy for this target; undefined where it is reached directly. */
  readonly proxyFor: (scheme: 'http' | 'https', host: string) => URL | undefined
}

const isListed = (list: string, host: string): boolean =>
  noProxyEntries(list).some(({ name }) => name === '*' || isWithin(host, name))

/** The user's own proxies, read as curl reads them. Only http proxies are supported; other kinds are ignored. */
export const upstreamOf = (environment: NodeJS.ProcessEnv): Upstream => {
  const read = (name: string): string =>
    environment[name.toLowerCase()] || environment[name.toUpperCase()] || ''
  const none = read('no_proxy')
  return {
    proxyFor: (scheme, host) => {
      const given = read(`${scheme}_proxy`) || read('all_proxy')
      const text = given === '' || given.includes('://') ? given : `http://${given}`
      if (text === '' || isListed(none, host) || !URL.canParse(text)) return undefined
      const proxy = new URL(text)
      return proxy.protocol === 'http:' ? proxy : undefined
    },
  }
}

const credentials = ({ username, password }: URL): string =>
  username === ''
    ? ''
    : `Proxy-Authorization: Basic ${Buffer.from(
        `${decodeURIComponent(username)}:${decodeURIComponent(password)}`,
      ).toString('base64')}\r\n`

/**
 * Connects to the target of a client, through the user's own proxy where there is one.
 * @throws Error of the socket's, or that the proxy refused
 */
export const dial = async (peer: Destination, upstream: Upstream): Promise<Socket> => {
  const proxy = upstream.proxyFor('https', peer.host)
  if (proxy === undefined) return connected(connect({ ...peer, allowHalfOpen: true, noDelay: true }))
  const socket = await connected(
    connect({ host: proxy.hostname, port: Number(proxy.port) || 80, allowHalfOpen: true, noDelay: true }),
  )
  const authority = `${peer.host.includes(':') ? `[${peer.host}]` : peer.host}:${peer.port}`
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${credentials(proxy)}\r\n`)
  const [status, rest] = await headOf(socket)
  if (!/^HTTP\/1\.\d 2/.test(status)) {
    socket.destroy()
    throw new Error(`the proxy ${proxy.host} said ${status}`)
  }
  if (rest.length > 0) socket.unshift(rest)
  return socket
}

const connected = (socket: Socket): Promise<Socket> =>
  new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve(socket)
    })
  })

/** The first line of a response, and what came after its headers. */
const headOf = (socket: Socket): Promise<readonly [string, Buffer]> =>
  new Promise((resolve, reject) => {
    let seen = Buffer.alloc(0)
    const read = (): void => {
      const chunk: Buffer | null = socket.read()
      if (chunk === null) return
      seen = Buffer.concat([seen, chunk])
      const end = seen.indexOf('\r\n\r\n')
      if (end === -1) return
      socket.off('readable', read)
      socket.off('error', reject)
      socket.off('end', ended)
      resolve([seen.subarray(0, seen.indexOf('\r\n')).toString('latin1'), seen.subarray(end + 4)])
    }
    const ended = (): void => reject(new Error('the proxy ended the connection'))
    socket.on('readable', read)
    socket.once('error', reject)
    socket.once('end', ended)
  })
