import type { ProviderName } from '../../contracts/index.ts'
import type { CreateBill } from '../bill/create-bill.ts'
import { bounds, DELIVERY_WEIGHT, EXCHANGE_WEIGHT } from '../bounds.ts'
import type { Delivery } from '../callbacks/delivery.ts'
import type { SharedBound, Sharer } from '../shared-bound.ts'
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
  /** What it came to, if it is a create request. */
  readonly bill: CreateBill | null
  readonly requestHeaders: Readonly<Record<string, string | string[] | undefined>>
  readonly requestBody: string
  readonly responseBody: string
}

/** A body as it is remembered: the beginning of a long one. A thousand polls of a task with a picture in it are a gigabyte. */
export const remembered = (body: string): string => {
  const { most } = bounds.body
  if (body.length <= most) return body
  // A slice would keep all of it alive.
  const beginning = Buffer.from(body.slice(0, most)).toString()
  return `${beginning}… (${body.length} characters in all)`
}

/** The characters in a request's headers. */
export const headerSize = (headers: Exchange['requestHeaders']): number => {
  let size = 0
  for (const name in headers) {
    const value = headers[name]
    size += name.length + (typeof value === 'string' ? value.length : String(value).length)
  }
  return size
}

const weightOf = ({ url, note, requestHeaders, requestBody, responseBody }: Exchange): number =>
  EXCHANGE_WEIGHT +
  url.length +
  (note?.length ?? 0) +
  headerSize(requestHeaders) +
  requestBody.length +
  responseBody.length

/** A delivery, and how long the body is that is kept to be sent again. */
interface KeptDelivery {
  readonly delivery: Delivery
  readonly bodyLength: number
}

/** What happened to one account (or, for calls that reached none, to the server). Bounded; the oldest goes first. */
export class Journal implements Sharer {
  readonly exchanges: Ring<Exchange>
  readonly #deliveries: Ring<KeptDelivery>

  /** @param all the bound that all journals share */
  constructor(max: number, all?: SharedBound) {
    const onWeight = (change: number): void => all?.note(change)
    const limits = { count: max, weight: bounds.journal.most, onWeight }
    this.exchanges = new Ring<Exchange>({ ...limits, weigh: weightOf })
    this.#deliveries = new Ring<KeptDelivery>({
      ...limits,
      weigh: ({ delivery, bodyLength }) => DELIVERY_WEIGHT + delivery.url.length + bodyLength,
    })
  }

  /** @param bodyLength characters of the body that is kept with it */
  addDelivery(delivery: Delivery, bodyLength: number): void {
    this.#deliveries.push({ delivery, bodyLength })
  }

  /** Oldest first. */
  get deliveries(): readonly Delivery[] {
    return this.#deliveries.toArray().map(({ delivery }) => delivery)
  }

  get deliveryCount(): number {
    return this.#deliveries.size
  }

  get droppedDeliveries(): number {
    return this.#deliveries.dropped
  }

  get held(): number {
    return this.exchanges.weight + this.#deliveries.weight
  }

  giveUpDownTo(held: number): void {
    const share = held / this.held
    this.exchanges.dropDownTo(this.exchanges.weight * share)
    this.#deliveries.dropDownTo(this.#deliveries.weight * share)
  }

  clear(): void {
    this.exchanges.clear()
    this.#deliveries.clear()
  }
}
