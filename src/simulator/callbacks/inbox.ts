import type { IncomingHttpHeaders } from 'node:http'
import { remembered } from '../journal/journal.ts'
import { Ring } from '../journal/ring.ts'

/** One callback that an inbox received. */
export interface Received {
  readonly at: number
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly answered: number
}

interface InboxRequest {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: unknown
}

interface Inbox {
  readonly received: Ring<Received>
  script: readonly number[] | undefined
  next: number
}

/** Anyone may post into an inbox, so their number and the size of each are limited. */
const MOST_INBOXES = 100
const MOST_REQUESTS = 1_000
/** Characters in all bodies of one inbox. */
const MOST_TEXT = 1024 * 1024

/** Reads `500,500,200`; `undefined` if it is not a list of statuses. */
export const parseAnswers = (text: string): readonly number[] | undefined => {
  const statuses = text.split(',').map(Number)
  return statuses.every((status) => Number.isInteger(status) && status >= 200 && status <= 599)
    ? statuses
    : undefined
}

/** Built-in receivers for callbacks, by name. */
export class Inboxes {
  readonly #inboxes = new Map<string, Inbox>()

  /**
   * Keeps the request. Returns the status to respond with: the next one in the script, whose last is repeated; 200
   * without a script.
   */
  receive(
    name: string,
    { method, url, headers, body }: InboxRequest,
    at: number,
    script?: readonly number[],
  ): number {
    const inbox = this.#inbox(name)
    if (script !== undefined && script.join() !== inbox.script?.join()) {
      inbox.script = script
      inbox.next = 0
    }
    const answered = inbox.script?.[Math.min(inbox.next, inbox.script.length - 1)] ?? 200
    inbox.next += 1
    inbox.received.push({
      at,
      method,
      url,
      headers: Object.fromEntries(Object.entries(headers).map(([header, value]) => [header, String(value)])),
      body: remembered(String(body ?? '')),
      answered,
    })
    return answered
  }

  /** Every inbox, in the order of their first callbacks. */
  all(): readonly { readonly name: string; readonly received: number; readonly lastAt: number | null }[] {
    return [...this.#inboxes].map(([name, { received }]) => ({
      name,
      received: received.size,
      lastAt: received.last?.at ?? null,
    }))
  }

  list(name: string): { readonly items: readonly Received[]; readonly dropped: number } {
    const received = this.#inboxes.get(name)?.received
    return { items: received?.toArray() ?? [], dropped: received?.dropped ?? 0 }
  }

  /** Returns how many requests were in it. */
  clear(name: string): number {
    const size = this.#inboxes.get(name)?.received.size ?? 0
    this.#inboxes.delete(name)
    return size
  }

  clearAll(): void {
    this.#inboxes.clear()
  }

  #inbox(name: string): Inbox {
    let inbox = this.#inboxes.get(name)
    if (inbox === undefined) {
      if (this.#inboxes.size >= MOST_INBOXES) this.#inboxes.clear()
      inbox = {
        received: new Ring({ count: MOST_REQUESTS, weight: MOST_TEXT, weigh: ({ body }) => body.length }),
        script: undefined,
        next: 0,
      }
      this.#inboxes.set(name, inbox)
    }
    return inbox
  }
}
