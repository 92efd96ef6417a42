import { evolinkCallbacks } from '../../../src/contracts/evolink/callbacks.ts'
import { createDelivery, type Delivery } from '../../../src/simulator/callbacks/delivery.ts'
import type { Order } from '../../../src/simulator/callbacks/errand.ts'
import type { Clock } from '../../../src/simulator/time/clock.ts'

let deliveries = 0

/** A delivery to this address and the order to make it, by EvoLink's rules unless told otherwise. */
export const deliveryTo = (url: string, clock: Clock, order: Partial<Order> = {}): [Delivery, Order] => {
  deliveries += 1
  const delivery = createDelivery({
    id: `delivery_${deliveries}`,
    taskId: `task_${deliveries}`,
    account: 'acct_1',
    provider: 'evolink',
    url,
    createdAt: clock.now(),
  })
  const render = () => ({ body: '{}', headers: {} })
  return [delivery, { url, clock, rules: evolinkCallbacks, render, ...order }]
}
