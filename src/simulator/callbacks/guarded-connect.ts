import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { buildConnector } from 'undici'
import type { Lookup } from './lookup.ts'
import type { AddressRule, ConnectionPeer } from './policy.ts'

/** The policy forbids a connection. */
export class RefusedAddressError extends Error {
  override readonly name = 'RefusedAddressError'
}

/** Opens a connection. Returns the socket at once, so that it can be destroyed before it is connected. */
export type Connect = (
  options: buildConnector.Options,
  callback: buildConnector.Callback,
) => Socket | undefined

/**
 * Connects only to addresses the policy allows. The policy checks the very addresses that are then connected to, so a
 * name that resolves differently the next time (DNS rebinding) gains nothing.
 */
export const createGuardedConnect = (rule: AddressRule, lookup: Lookup): Connect => {
  return (options, callback) => {
    const isTls = options.protocol === 'https:'
    const peer = { hostname: options.hostname, port: Number(options.port) || (isTls ? 443 : 80) }
    // Sockets do not look up a literal address, so it is checked here.
    const refusal = isIP(peer.hostname) === 0 ? undefined : rule(peer, peer.hostname)
    if (refusal !== undefined) {
      callback(new RefusedAddressError(refusal), null)
      return undefined
    }
    const to = { host: peer.hostname, port: peer.port, lookup: guardedLookup(rule, lookup, peer) }
    const socket = isTls
      ? connectTls({
          ...to,
          ALPNProtocols: ['http/1.1'],
          ...(options.servername && { servername: options.servername }),
        })
      : connectTcp(to)
    return announced(socket, isTls ? 'secureConnect' : 'connect', callback)
  }
}

/** Every address must pass: which of them the socket picks is not ours to choose. */
const guardedLookup =
  (rule: AddressRule, lookup: Lookup, peer: ConnectionPeer): LookupFunction =>
  (hostname, options, callback) => {
    const answer = async (): Promise<void> => {
      const addresses = await lookup(hostname)
      const refusal = addresses
        .map(({ address }) => rule(peer, address))
        .find((reason) => reason !== undefined)
      if (refusal !== undefined) throw new RefusedAddressError(refusal)
      const first = addresses[0]
      if (first === undefined) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' })
      if (options.all) callback(null, [...addresses])
      else callback(null, first.address, first.family)
    }
    answer().catch((error: Error) => callback(error, '', 0))
  }

/** Tells undici once, and keeps listening for errors that come later. */
const announced = (socket: Socket, event: string, callback: buildConnector.Callback): Socket => {
  let isTold = false
  socket.setNoDelay(true)
  socket.once(event, () => {
    isTold = true
    callback(null, socket)
  })
  return socket.on('error', (error) => {
    if (!isTold) callback(error, null)
    isTold = true
  })
}
