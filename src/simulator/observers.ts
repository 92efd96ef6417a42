import type { Secrets } from '../contracts/secrets.ts'
import type { Delivery } from './callbacks/delivery.ts'
import type { Exchange } from './journal/journal.ts'

/** Something in front of a simulator through which others call it. */
export interface OuterDoor {
  /** Where it listens. */
  readonly address: string
  /** Whether a connection from this port of this machine comes from it: the control API is closed to those. */
  readonly isCalling: (port: number | undefined) => boolean
}

/** Observers of a simulator, and what is in front of it. */
export interface Observers {
  readonly door?: OuterDoor
  /** Called with every exchange as it is written to the journal, and with the secrets to redact in it. */
  readonly onExchange?: (exchange: Exchange, secrets: Secrets) => void
  /**
   * Called with every callback whenever something about it has changed, such as after an attempt, and with the secrets
   * to redact in it.
   */
  readonly onDelivery?: (delivery: Delivery, secrets: Secrets) => void
  /** Called with one sentence for every page that cannot be served. */
  readonly onRefusedPage?: (reason: string) => void
  /** Called with one sentence about what was found in the state folder, or cannot be written there. */
  readonly onStateNote?: (note: string) => void
  /** Called with each further sentence about the pages. */
  readonly onPageNote?: (note: string) => void
}
