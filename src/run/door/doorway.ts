import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Identity } from '../certificates/authority.ts'
import type { NamedHosts } from '../named-hosts.ts'
import type { Calls } from './calls.ts'
import type { Outgoing } from './outgoing.ts'
import type { Destination, Upstream } from './upstream.ts'

/** What to do with hosts that are not named: let them through untouched, or refuse them. */
export type Others = 'pass' | 'block'

export interface DoorOptions {
  readonly hosts: NamedHosts
  readonly identity: Identity
  readonly calls: Calls
  readonly others: Others
  readonly upstream: Upstream
  /** Where the simulator listens. */
  readonly simulator: Destination
}

/** What the parts of a door share. */
export interface Doorway extends DoorOptions {
  /** Takes charge of a connection until it closes. */
  readonly keep: <Stream extends Duplex>(stream: Stream) => Stream
  /** The connections from here to others. */
  readonly outgoing: Outgoing
  /** Takes over a new connection: its first byte says which protocol it speaks. */
  readonly welcome: (socket: Socket) => void
}
