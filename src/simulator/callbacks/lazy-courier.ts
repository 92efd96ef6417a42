import { lazily } from '../../basics/lazily.ts'
import type { Courier, CourierOptions } from './courier.ts'
import type { Delivery } from './delivery.ts'
import type { DeliveryPlan } from './pending-delivery.ts'

/** What a simulator asks of its courier. */
export type LazyCourier = Pick<Courier, 'send' | 'drop' | 'close' | 'isBusyFor' | 'accountOn'> & {
  /** Loads what delivering needs. */
  load(): Promise<void>
}

/** A courier that is loaded on first use: undici would be a third of what has to be read at start. */
export const createLazyCourier = (options: CourierOptions): LazyCourier => {
  let courier: Courier | undefined
  let isClosed = false
  /** Deliveries that wait for it to load, by account. */
  const waiting = new Map<Delivery, string>()

  const loaded = lazily(async () => {
    const { createCourier } = await import('./courier.ts')
    courier = createCourier(options)
    return courier
  })

  /** Nothing can be read from disk: this delivery has failed, and the next one tries again. */
  const giveUp = (delivery: Delivery, { clock }: DeliveryPlan, error: unknown): void => {
    const words = `could not be sent: ${error instanceof Error ? error.message : String(error)}`
    delivery.attempts.push({ at: clock.now(), status: null, durationMs: 0, error: words })
    delivery.state = 'failed'
    options.onChange?.(delivery)
  }

  return {
    load: async () => void (await loaded()),
    send: async (delivery: Delivery, plan: DeliveryPlan, made?: number) => {
      if (courier !== undefined) return courier.send(delivery, plan, made)
      waiting.set(delivery, delivery.account)
      try {
        const first = await loaded()
        if (waiting.delete(delivery) && !isClosed) await first.send(delivery, plan, made)
      } catch (error) {
        if (waiting.delete(delivery)) giveUp(delivery, plan, error)
      }
    },
    drop: (account) => {
      for (const [delivery, owner] of waiting)
        if (account === undefined || owner === account) waiting.delete(delivery)
      courier?.drop(account)
    },
    accountOn: (port) => courier?.accountOn(port),
    isBusyFor: (account) => [...waiting.values()].includes(account) || (courier?.isBusyFor(account) ?? false),
    close: async () => {
      isClosed = true
      // A courier still being loaded has no work and holds nothing, so nobody needs to wait for it.
      await courier?.close()
    },
  }
}
