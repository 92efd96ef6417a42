import { lookup as systemLookup } from 'node:dns/promises'
import { isLocalhostName } from '../../contracts/addresses.ts'

/** One address a name stands for. */
export interface ResolvedAddress {
  readonly address: string
  readonly family: number
}

/** Every address of a name; rejects as `dns.lookup` does. */
export type Lookup = (hostname: string) => Promise<readonly ResolvedAddress[]>

const LOOPBACK: readonly ResolvedAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
]

/**
 * The system's resolver, asked once at a time per name: it has four threads for the whole process, and a name whose
 * server is dead would otherwise hold them all.
 */
export const createLookup = (ask: Lookup = (hostname) => systemLookup(hostname, { all: true })): Lookup => {
  const asking = new Map<string, Promise<readonly ResolvedAddress[]>>()
  return (hostname) => {
    // RFC 6761: the name is this machine, and no resolver needs to be asked.
    if (isLocalhostName(hostname)) return Promise.resolve(LOOPBACK)
    const answer = asking.get(hostname) ?? ask(hostname).finally(() => asking.delete(hostname))
    asking.set(hostname, answer)
    return answer
  }
}
