import type { ProviderName } from '../../contracts/index.ts'
import type { Delivery } from '../callbacks/delivery.ts'
import { Ring } from './ring.ts'

/** One request with its response, as it is remembered. */
export interface Exchange {
  readonly id: string
  /** Epoch ms by the account's clock (by the server's, for a call that reached no account). */
  readonly at: number
  /** How long the response really took, ms. */
  readonly durationMs: number
  readonly account: string | null
  readonly provider: ProviderName | null
  /** As in `kie.createTask`; null when no operation matched. */
  readonly operation: string | null
  readonly method: string
  readonly url: string
  /** Null where the connection ended without one. */
  readonly status: number | null
  readonly task: string | null
  /** The fault that was applied, if any. */
  readonly fault: string | null
  /** One sentence of help that is not in the response body. */
  readonly note: string | null
  readonly requestHeaders: Readonly<Record<string, string | string[] | undefined>>
  readonly requestBody: string
  readonly responseBody: string
}

/** Of a longer body only the beginning is kept: a thousand polls of a task with a picture in it would be a gigabyte. */
const LONGEST_BODY = 64 * 1024

/** A body as the journal keeps it. */
export const remembered = (body: string): string => {
  if (body.length <= LONGEST_BODY) return body
  // A slice would keep the whole body in memory.
  const beginning = Buffer.from(body.slice(0, LONGEST_BODY)).toString()
  return `${beginning}… (${body.length} characters in all)`
}

/** How much of an account's exchanges may be bodies and addresses, characters. */
const MOST_TEXT = 16 * 1024 * 1024

const textIn = ({ url, requestBody, responseBody }: Exchange): number =>
  url.length + requestBody.length + responseBody.length

/**
 * What happened to one account (or, for calls that reached none, to the server). Bounded: the oldest entries are
 * dropped first.
 */
export class Journal {
  readonly exchanges: Ring<Exchange>
  readonly deliveries: Ring<Delivery>

  constructor(max: number) {
    this.exchanges = new Ring({ count: max, weight: MOST_TEXT, weigh: textIn })
    this.deliveries = new Ring(max)
  }

  clear(): void {
    this.exchanges.clear()
    this.deliveries.clear()
  }
}
