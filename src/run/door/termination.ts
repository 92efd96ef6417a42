import { createServer } from 'node:http2'
import { connect, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import type { Doorway } from './doorway.ts'
import { forward } from './forward.ts'
import { splice } from './splice.ts'

/**
 * Ends TLS for the named hosts. HTTP/1.1 goes on to the simulator byte for byte, so that every feature of HTTP works;
 * HTTP/2 request by request.
 */
export const createTermination = ({ hosts, identity, calls, simulator, keep, outgoing }: Doorway) => {
  const secureContext = createSecureContext({
    key: identity.key.export({ type: 'pkcs8', format: 'pem' }),
    cert: identity.certificate,
  })
  const h2 = createServer((request, response) =>
    forward({ request, response }, { to: simulator, path: request.url, host: request.authority, outgoing }),
  )
  h2.on('sessionError', () => undefined)

  return (socket: Socket): void => {
    const secure = keep(
      new TLSSocket(socket, { isServer: true, secureContext, ALPNProtocols: ['h2', 'http/1.1'] }),
    )
    secure.once('secure', () => {
      // A client that names no host was sent here by one of our hooks.
      calls.count(serverNameOf(secure) ?? hosts.names[0] ?? '', 'double')
      if (secure.alpnProtocol === 'h2') {
        // Node's TLS server emits this event itself; HTTP/2 waits for it.
        Object.assign(secure, { secureConnecting: false })
        h2.emit('connection', secure)
      } else
        splice(
          secure,
          keep(outgoing.note(connect({ ...simulator, allowHalfOpen: true, noDelay: true }))),
          () => socket.resetAndDestroy(),
        )
    })
    socket.on('error', () => secure.destroy())
  }
}

/** Known once the handshake is done; Node's types have it only on the server's event. */
const serverNameOf = (socket: TLSSocket): string | undefined => {
  const { servername } = socket as unknown as { readonly servername: string | false | null }
  return servername || undefined
}
