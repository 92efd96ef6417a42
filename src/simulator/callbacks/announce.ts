import type { Account } from '../account.ts'
import type { Simulation } from '../simulation.ts'
import { endOf, type Task } from '../tasks/task.ts'
import { createDelivery } from './delivery.ts'

/** Books the callback of a new task, if it wants one, for its end. */
export const announce = (simulation: Simulation, account: Account, task: Task, url: unknown): void => {
  if (typeof url !== 'string' || url === '') return
  account.callbackUrls.set(task.id, url)
  announceEnd(simulation, account, task)
}

/** Books the callback for the end of a task whose timeline is now another; the booking for the old end finds itself stale. */
export const announceEnd = (simulation: Simulation, account: Account, task: Task): void => {
  const at = endOf(task)
  if (at === undefined || !account.callbackUrls.has(task.id)) return
  account.clock.book(at, `callback for ${task.id}`, () => {
    const url = account.callbackUrls.get(task.id)
    if (url === undefined || endOf(task) !== at) return
    account.callbackUrls.delete(task.id)
    return deliver(simulation, account, task, url)
  })
}

const deliver = (simulation: Simulation, account: Account, task: Task, url: string): Promise<void> => {
  const { contract, renderCallback, callbackHeaders } = simulation.providers[task.provider]
  const delivery = createDelivery({
    id: account.nextDeliveryId(),
    taskId: task.id,
    account: account.name,
    provider: task.provider,
    url,
    createdAt: account.clock.now(),
  })
  account.journal.deliveries.push(delivery)
  const { linkBase } = simulation
  // The body is the task as it is at its end; only the headers know of the attempt.
  const body = JSON.stringify(renderCallback(task, { account, now: account.clock.now(), linkBase }))
  return simulation.courier.send(delivery, {
    url,
    rules: contract.callbacks,
    clock: account.clock,
    render: (_attempt, now) => ({ body, headers: callbackHeaders(task, now) }),
  })
}
