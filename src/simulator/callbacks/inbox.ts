import type { IncomingHttpHeaders } from 'node:http'
import { bounds, EXCHANGE_WEIGHT } from '../bounds.ts'
import { headerSize, remembered } from '../journal/journal.ts'
import { Ring } from '../journal/ring.ts'
import { SharedBound, type Sharer } from '../shared-bound.ts'

/** One callback that an inbox received. */
export interface Received {
  readonly at: number
  readonly account: Owner
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

/** Who an inbox belongs to: the name of an account, or nobody. */
type Owner = string | null

interface Inbox extends Sharer {
  readonly name: string
  readonly owner: Owner
  readonly received: Ring<Received>
  script: readonly number[] | undefined
  next: number
}

/** Reads `500,500,200`; `undefined` if it is not a list of statuses. */
export const parseAnswers = (text: string): readonly number[] | undefined => {
  if (text.length > LONGEST_SCRIPT) return undefined
  const statuses = text.split(',').map(Number)
  return statuses.every((status) => Number.isInteger(status) && status >= 200 && status <= 599)
    ? statuses
    : undefined
}

const LONGEST_SCRIPT = 2_000
const LONGEST_NAME = 200

const weightOf = ({ url, headers, body }: Received): number =>
  EXCHANGE_WEIGHT + url.length + headerSize(headers) + body.length

/** One inbox in a list of them. */
export interface InboxSummary {
  readonly name: string
  readonly received: number
  readonly lastAt: number | null
}

/**
 * Built-in receivers for callbacks, by name. What comes for an account (its callbacks, and posts with its key) lies in an
 * inbox of its own; what anybody else posts is nobody's, and every key sees it.
 */
export class Inboxes {
  /** By owner and name; the one used last comes last. */
  readonly #inboxes = new Map<string, Inbox>()
  readonly #text = new SharedBound(bounds.letterText.most, () => [...this.#inboxes.values()])
  #dropped = 0

  /**
   * Keeps the request. Returns the status to respond with: the next one in the script, whose last is repeated; 200
   * without a script.
   */
  receive(
    owner: Owner,
    name: string,
    { method, url, headers, body }: InboxRequest,
    at: number,
    script?: readonly number[],
  ): number {
    const inbox = this.#opened(owner, name.slice(0, LONGEST_NAME))
    if (script !== undefined && script.join() !== inbox.script?.join()) {
      inbox.script = script
      inbox.next = 0
    }
    const answered = inbox.script?.[Math.min(inbox.next, inbox.script.length - 1)] ?? 200
    inbox.next += 1
    inbox.received.push({
      at,
      account: owner,
      method,
      url,
      headers: Object.fromEntries(Object.entries(headers).map(([header, value]) => [header, String(value)])),
      body: remembered(String(body ?? '')),
      answered,
    })
    return answered
  }

  /** Every inbox that this account may see; without an account, every one. */
  all(viewer: string | undefined): { readonly items: readonly InboxSummary[]; readonly dropped: number } {
    const byName = new Map<string, InboxSummary>()
    for (const { name, received } of this.#seenBy(viewer)) {
      const lastAt = received.last?.at ?? null
      const before = byName.get(name)
      byName.set(name, {
        name,
        received: (before?.received ?? 0) + received.size,
        lastAt: before?.lastAt == null || lastAt === null ? lastAt : Math.max(before.lastAt, lastAt),
      })
    }
    const items = [...byName.values()]
    return { items, dropped: this.#dropped }
  }

  /** What the inboxes of this name have received, as far as this account may see it. */
  list(
    viewer: string | undefined,
    name: string,
  ): { readonly items: readonly Received[]; readonly dropped: number } {
    const rings = this.#named(viewer, name).map(({ received }) => received)
    return {
      items: rings.flatMap((ring) => ring.toArray()).sort((a, b) => a.at - b.at),
      dropped: rings.reduce((sum, { dropped }) => sum + dropped, 0),
    }
  }

  /** Empties what this account may see of this name. Returns how many requests were in it. */
  clear(viewer: string | undefined, name: string): number {
    return this.#forget(this.#named(viewer, name))
  }

  clearOwner(owner: string): void {
    this.#forget([...this.#inboxes.values()].filter((inbox) => inbox.owner === owner))
  }

  clearAll(): void {
    this.#forget([...this.#inboxes.values()])
    this.#dropped = 0
  }

  #seenBy(viewer: string | undefined): readonly Inbox[] {
    const all = [...this.#inboxes.values()]
    return viewer === undefined ? all : all.filter(({ owner }) => owner === null || owner === viewer)
  }

  #named(viewer: string | undefined, wanted: string): readonly Inbox[] {
    return this.#seenBy(viewer).filter(({ name }) => name === wanted.slice(0, LONGEST_NAME))
  }

  #forget(inboxes: readonly Inbox[]): number {
    let forgotten = 0
    for (const inbox of inboxes) {
      forgotten += inbox.received.size
      inbox.received.clear()
      this.#inboxes.delete(keyOf(inbox.owner, inbox.name))
    }
    return forgotten
  }

  #opened(owner: Owner, name: string): Inbox {
    const key = keyOf(owner, name)
    const known = this.#inboxes.get(key)
    if (known === undefined) this.#makeRoom(owner)
    const inbox = known ?? this.#created(owner, name)
    this.#inboxes.delete(key)
    this.#inboxes.set(key, inbox)
    return inbox
  }

  #created(owner: Owner, name: string): Inbox {
    const received = new Ring<Received>({
      count: bounds.letters.most,
      weigh: weightOf,
      onWeight: (change) => this.#text.note(change),
    })
    return {
      name,
      owner,
      received,
      script: undefined,
      next: 0,
      get held() {
        return received.weight
      },
      giveUpDownTo: (held) => received.dropDownTo(held),
    }
  }

  #makeRoom(owner: Owner): void {
    const own = [...this.#inboxes.values()].filter((inbox) => inbox.owner === owner)
    const unused =
      own.length >= bounds.inboxes.most
        ? own[0]
        : this.#inboxes.size >= bounds.allInboxes.most
          ? this.#inboxes.values().next().value
          : undefined
    if (unused === undefined) return
    this.#forget([unused])
    this.#dropped += 1
  }
}

const keyOf = (owner: Owner, name: string): string => `${owner ?? ''} ${name}`
