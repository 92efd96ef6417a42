import type { ProviderName } from '../../contracts/vocabulary.ts'

/** One POST of a callback, as it went. */
export interface Attempt {
  /** When it was sent, epoch ms by the account's clock. */
  readonly at: number
  /** The receiver's status; null when it gave none. */
  readonly status: number | null
  /** From sending to the status line or the error, ms by the account's clock: 0 on a manual clock that stood still. */
  readonly durationMs: number
  /** Why there is no status, or what was wrong with it. */
  readonly error: string | null
  /** The beginning of the body of the receiver's response, once that is there. */
  answer?: string
}

export type DeliveryState = 'pending' | 'delivered' | 'failed' | 'refused'

/** What was sent, and where. */
export interface DeliveryFacts {
  readonly id: string
  readonly taskId: string
  readonly account: string
  readonly provider: ProviderName
  readonly url: string
  /** The fault because of which it deviates, if one does. */
  readonly fault?: string | undefined
  /** Epoch ms by the account's clock. */
  readonly createdAt: number
}

/** One callback with all its attempts. Safe to show: `url` never holds a password. */
export interface Delivery extends DeliveryFacts {
  state: DeliveryState
  readonly attempts: Attempt[]
}

/** A delivery before its first attempt. */
export const createDelivery = (facts: DeliveryFacts): Delivery => ({
  id: facts.id,
  taskId: facts.taskId,
  account: facts.account,
  provider: facts.provider,
  url: withoutUserinfo(facts.url),
  ...(facts.fault !== undefined && { fault: facts.fault }),
  createdAt: facts.createdAt,
  state: 'pending',
  attempts: [],
})

/** The address with `***` in place of a name and password before the host. */
export const withoutUserinfo = (address: string): string => {
  if (!address.includes('@')) return address
  // Nothing can be sent to such a text, and where its password ends is unknown.
  if (!URL.canParse(address)) return `***${address.slice(address.lastIndexOf('@'))}`
  const url = new URL(address)
  if (url.username === '' && url.password === '') return address
  url.username = '***'
  url.password = ''
  return url.href
}
