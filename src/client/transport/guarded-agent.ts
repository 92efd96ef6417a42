import { type LookupAddress, lookup as lookupName } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { Agent } from 'undici'
import { isInternalAddress } from '../../contracts/addresses.ts'
import { InternalAddressError } from '../download/internal-address.ts'

/**
 * Judges the very addresses that are then connected to, so that a name that resolves differently the next time (DNS
 * rebinding) gets nowhere. A literal address is not looked up, and is judged as part of the URL.
 */
const guardedLookup: LookupFunction = (hostname, options, callback) => {
  lookupName(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, '', 0)
    const internal = addresses.find(({ address }) => isInternalAddress(address))
    if (internal) return callback(new InternalAddressError(`${hostname} is ${internal.address}`), '', 0)
    if (options.all) return callback(null, addresses)
    const [first] = addresses
    return callback(
      first ? null : new Error(`${hostname} has no address`),
      first?.address ?? '',
      first?.family ?? 0,
    )
  })
}

let agent: Agent | undefined

/** Connects to no address inside a network. Shared: it holds no key, and idle connections keep no process alive. */
export const guardedAgent = (): Agent => {
  agent ??= new Agent({ connect: { lookup: guardedLookup } })
  return agent
}
