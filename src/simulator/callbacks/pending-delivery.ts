import type { Booking, Clock } from '../../basics/time/clock.ts'
import type { CallbackRules } from '../../contracts/contract.ts'
import type { CallbackPost } from './callback-post.ts'
import type { Delivery } from './delivery.ts'
import type { Linked } from './lineup.ts'
import type { CallbackTarget } from './target.ts'

/** What one attempt sends. */
export interface CallbackMessage {
  readonly body: string | Uint8Array
  /** Sent before the usual content type and user agent. */
  readonly headers: Readonly<Record<string, string>>
}

/** `none`: it is not signed. */
export type Signature = 'valid' | 'wrong' | 'none'

/** How one delivery is made. */
export interface DeliveryPlan {
  /** The task that it belongs to, and which of its callbacks it is, from 0. */
  readonly taskId?: string
  readonly nth?: number
  /** The address as the create request had it, with its userinfo. */
  readonly url: string
  /** Characters of the body, which is kept until the last attempt. */
  readonly bodyLength?: number
  readonly rules: CallbackRules
  /** Whether a fault has changed what it says. */
  readonly isSpoilt?: boolean
  /** Whether an attempt at this time carries the signature that the provider would give it. */
  readonly signatureAt?: (now: number) => Signature
  /** The account's. */
  readonly clock: Clock
  /** Whether the account was reset after the delivery was made: what comes of it now is no longer of any account. */
  readonly isPast?: () => boolean
  /** Called for each attempt (from 1) at its time, so that the attempt can be signed with that time, or spoilt. */
  readonly render: (attempt: number, now: number) => CallbackMessage
}

/** A delivery under way. */
export class PendingDelivery implements Linked<PendingDelivery> {
  readonly delivery: Delivery
  readonly plan: DeliveryPlan
  readonly target: CallbackTarget
  /** The current attempt or the last one, from 1; 0 before the first. */
  attempt: number
  isStopped = false
  /** True from taking a turn until the outcome is recorded; not while it waits for a retry. */
  isAttempting = false
  retry: Booking | undefined
  post: CallbackPost | undefined
  /** Of the attempt under way. */
  timeout: { cancel(): void } | undefined
  older: PendingDelivery | undefined
  newer: PendingDelivery | undefined

  constructor(delivery: Delivery, plan: DeliveryPlan, target: CallbackTarget, made: number) {
    this.delivery = delivery
    this.plan = plan
    this.target = target
    this.attempt = made
  }
}
