import type { Clock } from '../../../src/basics/time/clock.ts'
import { evolinkCallbacks } from '../../../src/contracts/evolink/callbacks.ts'
import { createDelivery, type Delivery } from '../../../src/simulator/callbacks/delivery.ts'
import type { DeliveryPlan } from '../../../src/simulator/callbacks/pending-delivery.ts'

let deliveries = 0

/** A delivery to this address and the plan to make it, by EvoLink's rules unless told otherwise. */
export const deliveryTo = (
  url: string,
  clock: Clock,
  plan: Partial<DeliveryPlan> = {},
): [Delivery, DeliveryPlan] => {
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
  return [delivery, { url, clock, rules: evolinkCallbacks, render, ...plan }]
}
