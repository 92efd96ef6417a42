import { bounds, PENDING_WEIGHT } from '../bounds.ts'
import { Lineup } from './lineup.ts'
import type { PendingDelivery } from './pending-delivery.ts'

const weightOf = ({ plan: { url, bodyLength = 0 } }: PendingDelivery): number =>
  PENDING_WEIGHT + url.length + bodyLength

/** Those of one account, oldest first. */
class Share {
  readonly all = new Lineup<PendingDelivery>()
  weight = 0
}

/** The deliveries under way: those on their way, those that wait for their turn and those that wait for a retry. */
export class UnderWay {
  readonly #shares = new Map<string, Share>()
  #weight = 0

  /** Those of one account or of all. A copy, which may be walked while they end. */
  of(account?: string): readonly PendingDelivery[] {
    if (account !== undefined) return [...(this.#shares.get(account)?.all ?? [])]
    return [...this.#shares.values()].flatMap(({ all }) => [...all])
  }

  /** Whether an attempt of this account is under way or waits for its turn. */
  isBusyFor(account: string): boolean {
    for (const { isAttempting } of this.#shares.get(account)?.all ?? []) if (isAttempting) return true
    return false
  }

  add(pending: PendingDelivery): void {
    const { account } = pending.delivery
    const share = this.#shares.get(account) ?? new Share()
    this.#shares.set(account, share)
    share.all.add(pending)
    share.weight += weightOf(pending)
    this.#weight += weightOf(pending)
  }

  remove(pending: PendingDelivery): void {
    const { account } = pending.delivery
    const share = this.#shares.get(account)
    if (share === undefined || !share.all.remove(pending)) return
    share.weight -= weightOf(pending)
    this.#weight -= weightOf(pending)
    if (share.all.isEmpty) this.#shares.delete(account)
  }

  /**
   * Which deliveries have to go so that there is room for this one: the oldest of the account that holds most; this one
   * itself where that is its own account. Those on their way are left alone.
   */
  inTheWayOf(pending: PendingDelivery): readonly PendingDelivery[] {
    let over = this.#weight + weightOf(pending) - bounds.pendingCallbacks.most
    if (over <= 0 || this.#weight === 0) return []
    const [account, share] = [...this.#shares].reduce((most, each) =>
      each[1].weight > most[1].weight ? each : most,
    )
    if (account === pending.delivery.account) return [pending]
    const gone: PendingDelivery[] = []
    for (const each of share.all) {
      if (over <= 0) break
      if (each.post !== undefined) continue
      gone.push(each)
      over -= weightOf(each)
    }
    return over <= 0 ? gone : [pending]
  }
}
