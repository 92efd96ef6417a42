import type { Phase } from '../../contracts/index.ts'
import type { Account } from '../accounts/account.ts'
import { bounds } from '../bounds.ts'
import type { PlannedCallback } from '../faults/fault.ts'
import { spanOf } from '../scenarios/latency.ts'
import type { Simulation } from '../simulation.ts'
import { endOf, type Task } from '../tasks/task.ts'
import { afterRealMs } from '../time/clock.ts'
import { drawLatency } from '../time/duration.ts'
import { createDelivery } from './delivery.ts'
import type { Signature } from './pending-delivery.ts'

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
  account.callbackUrls.set(task.id, address)
  const early = planned(account, task).filter(({ beforeAnswer }) => beforeAnswer)
  return {
    book: () => announceEnd(simulation, account, task),
    ...(early.length > 0 && {
      early: async () => {
        for (const callback of early) {
          // The account may have been reset while the previous callback was under way.
          if (account.task(task.id) !== task) return
          await patiently(deliver(simulation, account, task, address, callback))
        }
      },
    }),
  }
}

/**
 * How long a receiver has for an early callback, real ms. Without this limit, a receiver that responds only after its
 * create request would wait forever.
 */
const PATIENCE_MS = 1_000

const patiently = async (delivered: Promise<void>): Promise<void> => {
  let callOff = (): void => undefined
  const patience = new Promise<void>((resolve) => {
    callOff = afterRealMs(PATIENCE_MS, resolve)
  })
  await Promise.race([delivered, patience])
  callOff()
}

/**
 * Books the callbacks for the end of a task with a new timeline; a booking for the old end notices that it is stale.
 */
export const announceEnd = (simulation: Simulation, account: Account, task: Task): void => {
  const end = endOf(task)
  const url = account.callbackUrls.get(task.id)
  if (end === undefined || url === undefined) return
  const later = planned(account, task).filter(({ beforeAnswer }) => !beforeAnswer)
  if (later.length === 0) account.callbackUrls.delete(task.id)
  for (const callback of later) {
    account.clock.book(end + callback.afterMs, `callback for ${task.id}`, () => {
      if (endOf(task) !== end) return
      account.callbackUrls.delete(task.id)
      return deliver(simulation, account, task, url, callback)
    })
  }
}

/** The callbacks of a task: one, at its end, unless its fault changes that. */
const planned = (
  { scenario, random }: Account,
  { strike, ordinal, requested, model }: Task,
): readonly PlannedCallback[] => {
  const latency =
    spanOf(requested === undefined ? scenario.latency : requested.latency, 'callbacks', model) ?? 0
  const usual = [{ afterMs: drawLatency(latency, random, 'callback latency', ordinal) }]
  return strike?.fault.bendCallbacks?.(usual, strike) ?? usual
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
  { phase, isForeign, spoilBody, spoilHeaders }: PlannedCallback,
): Promise<void> => {
  const provider = simulation.providers[task.provider]
  const now = account.clock.now()
  // An ordinal that no task of this account will have.
  const id = isForeign ? provider.newTaskId(account, 2 ** 31 + task.ordinal, now) : task.id
  const told: Task = { ...(phase === undefined ? task : inPhase(task, phase, now)), id }
  const delivery = createDelivery({
    id: account.nextDeliveryId(),
    taskId: id,
    account: account.name,
    provider: task.provider,
    url,
    fault: task.strike?.fault.bendCallbacks && task.strike.fault.name,
    createdAt: now,
  })
  // The body shows the task as it is at its end; only the headers depend on the attempt.
  const body = JSON.stringify(provider.renderCallback(told, { account, now, linkBase: simulation.linkBase }))
  const sent = spoilBody?.(body) ?? body
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
  const plan = {
    url,
    bodyLength: sent.length,
    rules: provider.contract.callbacks,
    isSpoilt: [phase, isForeign, spoilBody, spoilHeaders].some((spoils) => spoils !== undefined),
    signatureAt,
    clock: account.clock,
    render: (_attempt: number, at: number) => ({ body: sent, headers: headersAt(at) }),
  }
  account.journal.addDelivery(delivery, sent.length)
  simulation.deliveryPlans.set(delivery, plan)
  return simulation.courier.send(delivery, plan)
}
