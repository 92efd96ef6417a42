import { drawLatency } from '../../basics/time/draw-latency.ts'
import { within } from '../../basics/time/machine.ts'
import type { Phase } from '../../contracts/index.ts'
import type { Account } from '../accounts/account.ts'
import { bounds } from '../bounds.ts'
import type { PlannedCallback } from '../faults/fault.ts'
import { spanOf } from '../scenarios/latency.ts'
import type { Simulation } from '../simulation.ts'
import { endOf, type Task } from '../tasks/task.ts'
import { createDelivery, type Delivery } from './delivery.ts'
import type { DeliveryPlan, Signature } from './pending-delivery.ts'

/** What happens with the callbacks of a new task. */
export interface Announcement {
  /** Books them for the task's end. */
  readonly book: () => void
  /** Sends those that come before the create request is answered; absent where there are none. */
  readonly early?: () => Promise<void>
}

/** Plans the callbacks of a new task, if its request names an address. */
export const announce = (
  simulation: Simulation,
  account: Account,
  task: Task,
  url: unknown,
): Announcement => {
  if (typeof url !== 'string' || url === '') return { book: () => undefined }
  const { most } = bounds.callbackAddress
  // One character more is refused. Flat, so that the rest of it is not kept.
  const address = url.length <= most ? url : Buffer.from(url.slice(0, most + 1)).toString()
  account.awaited.expect(task.id, address)
  const early = planned(account, task).filter(({ beforeAnswer }) => beforeAnswer)
  return {
    book: () => announceEnd(simulation, account, task),
    ...(early.length > 0 && {
      early: async () => {
        for (const callback of early) {
          // The account may have been reset while the previous callback was under way.
          if (account.task(task.id) !== task) return
          // A receiver that responds only after its create request would wait forever.
          const delivered = deliver(simulation, account, task, address, callback)
          await within(simulation.settings.receiverPatience, delivered, undefined)
        }
      },
    }),
  }
}

/**
 * Books the callbacks for the end of a task with a new timeline, in place of those for its old end.
 * @param sent which of its callbacks were sent before
 */
export const announceEnd = (
  simulation: Simulation,
  account: Account,
  task: Task,
  sent: readonly number[] = [],
): void => {
  const { awaited, clock } = account
  const url = awaited.urlOf(task.id)
  if (url === undefined) return
  awaited.unbook(task.id)
  const end = endOf(task)
  if (end === undefined) return
  const later = planned(account, task).filter(({ beforeAnswer, nth }) => !beforeAnswer && !sent.includes(nth))
  if (later.length === 0) awaited.forget(task.id)
  for (const callback of later) {
    awaited.book(task.id, (begin) =>
      clock.book(end + callback.afterMs, `callback for ${task.id}`, () => {
        begin()
        return deliver(simulation, account, task, url, callback)
      }),
    )
  }
}

/** One of the callbacks of a task, counted from 0. */
interface NthCallback extends PlannedCallback {
  readonly nth: number
}

/** The callbacks of a task: one, at its end, unless its fault changes that. */
const planned = (
  { scenario, random }: Account,
  { strike, ordinal, requested, model }: Task,
): readonly NthCallback[] => {
  const latency =
    spanOf(requested === undefined ? scenario.latency : requested.latency, 'callbacks', model) ?? 0
  const usual = [{ afterMs: drawLatency(latency, random, 'callback latency', ordinal) }]
  const bent = strike?.fault.bendCallbacks?.(usual, strike) ?? usual
  return bent.map((callback, nth) => ({ ...callback, nth }))
}

/** The task as it would be if it reached this phase by now. */
const inPhase = (task: Task, phase: Phase, now: number): Task => ({
  ...task,
  timeline: [
    { afterMs: 0, phase: 'queued' },
    { afterMs: now - task.createdAt, phase },
  ],
})

const deliver = (
  simulation: Simulation,
  account: Account,
  task: Task,
  url: string,
  callback: NthCallback,
): Promise<void> => {
  const now = account.clock.now()
  const provider = simulation.providers[task.provider]
  // An ordinal that no task of this account will have.
  const id = callback.isForeign ? provider.newTaskId(account, 2 ** 31 + task.ordinal, now) : task.id
  const delivery = createDelivery({
    id: account.nextDeliveryId(),
    taskId: id,
    account: account.name,
    provider: task.provider,
    url,
    fault: task.strike?.fault.bendCallbacks && task.strike.fault.name,
    createdAt: now,
  })
  const plan = planOf(simulation, account, task, { delivery, url, callback })
  account.journal.addDelivery(delivery, plan.bodyLength)
  simulation.deliveryPlans.set(delivery, plan)
  simulation.keeper?.sends(delivery)
  return simulation.courier.send(delivery, plan)
}

interface Sending {
  readonly delivery: Delivery
  /** With its userinfo. */
  readonly url: string
  readonly callback: NthCallback
  /** Where another process has rendered it: it mentions the credits at that moment. */
  readonly body?: string
}

/** What a delivery sends. */
const planOf = (
  simulation: Simulation,
  account: Account,
  task: Task,
  { delivery, url, callback, body }: Sending,
): DeliveryPlan & { readonly bodyLength: number } => {
  const { phase, isForeign, spoilBody, spoilHeaders, nth } = callback
  const provider = simulation.providers[task.provider]
  const { createdAt: now, taskId: id } = delivery
  const { epoch } = account
  // The task itself where that will do: a copy would keep a long body that the task has given up.
  const told: Task =
    phase === undefined && !isForeign
      ? task
      : { ...(phase === undefined ? task : inPhase(task, phase, now)), id }
  // The body shows the task as it is at its end; only the headers depend on the attempt.
  const rendered = (): string => {
    const body = JSON.stringify(
      provider.renderCallback(told, { account, now, linkBase: simulation.linkBase }),
    )
    return spoilBody?.(body) ?? body
  }
  const sent = body ?? rendered()
  const rightHeadersAt = (at: number): Readonly<Record<string, string>> =>
    provider.callbackHeaders({ task: told, body: sent, deliveryId: delivery.id, now: at })
  const headersAt = (at: number): Readonly<Record<string, string>> => {
    const headers = rightHeadersAt(at)
    return spoilHeaders?.(headers) ?? headers
  }
  const signatureAt = (at: number): Signature => {
    if (provider.unsignedBecause !== undefined) return 'none'
    return JSON.stringify(headersAt(at)) === JSON.stringify(rightHeadersAt(at)) ? 'valid' : 'wrong'
  }
  return {
    taskId: task.id,
    nth,
    url,
    bodyLength: sent.length,
    rules: provider.contract.callbacks,
    isSpoilt: [phase, isForeign, spoilBody, spoilHeaders].some((spoils) => spoils !== undefined),
    signatureAt,
    clock: account.clock,
    isPast: () => account.epoch !== epoch,
    render: (_attempt: number, at: number) => ({ body: sent, headers: headersAt(at) }),
  }
}

/**
 * Takes up a delivery where another process left it: what it had under way is sent again at its time, as an attempt
 * whose outcome is unknown would be.
 */
export const resumeDelivery = (
  simulation: Simulation,
  account: Account,
  task: Task,
  delivery: Delivery,
  { nth, body }: { readonly nth: number; readonly body: string },
): void => {
  const callback = planned(account, task)[nth] ?? { afterMs: 0, nth }
  const plan = planOf(simulation, account, task, { delivery, url: delivery.url, callback, body })
  account.journal.addDelivery(delivery, plan.bodyLength)
  simulation.deliveryPlans.set(delivery, plan)
  if (delivery.state !== 'pending') return
  const made = delivery.attempts.length
  const last = delivery.attempts.at(-1)
  const at = last === undefined ? 0 : last.at + last.durationMs + (plan.rules.retryDelaysMs[made - 1] ?? 0)
  account.clock.book(at, `callback for ${delivery.taskId}, attempt ${made + 1}`, () =>
    simulation.courier.send(delivery, plan, made),
  )
}
