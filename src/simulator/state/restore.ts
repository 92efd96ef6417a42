import { machineNow } from '../../basics/time/machine.ts'
import type { SwitchableClock } from '../../basics/time/switchable-clock.ts'
import type { Account } from '../accounts/account.ts'
import { announceEnd, resumeDelivery } from '../callbacks/announce.ts'
import { createDelivery } from '../callbacks/delivery.ts'
import type { Simulation } from '../simulation.ts'
import type { AccountImage, StateImage } from './image.ts'
import type { AccountRecord, DeliveryRecord } from './records.ts'
import { keptIn } from './written-account.ts'

/** How records are taken over. */
export interface Takeover {
  /** The seed that the records were made with. */
  readonly seed: number
  /** Whether a real clock has run while nobody was here, as the provider's would have. */
  readonly away: 'ran-on' | 'stood-still'
}

const restartClock = (
  clock: SwitchableClock,
  { now, machineAt, kind }: AccountRecord['clock'],
  speed: number,
  { away }: Takeover,
): void => {
  if (kind !== undefined) clock.switchTo(kind)
  const awayMs = clock.kind === 'real' && away === 'ran-on' ? machineNow() - machineAt : 0
  clock.restart(now + Math.max(0, Math.round(awayMs * speed)))
}

const restoreAccount = (
  { settings }: Simulation,
  account: Account,
  image: AccountImage,
  record: AccountRecord,
  takeover: Takeover,
): void => {
  restartClock(account.clock, record.clock, settings.speed, takeover)
  account.drawFrom(record.chance ?? { seed: takeover.seed, of: record.key })
  if (image.scenario !== undefined) account.setScenario(image.scenario)
  account.restore(keptIn(record), image.keptTasks())
  for (const [id, calls] of image.calls) account.ordinals.restoreCallsAbout(id, calls)
  for (const { key, digest, taskId } of image.idempotency.values())
    account.idempotency.note(key, { digest, taskId })
}

const resumeOne = (simulation: Simulation, account: Account, record: DeliveryRecord): void => {
  const { id, taskId, provider, url, fault, createdAt, state, attempts } = record
  const delivery = createDelivery({ id, taskId, account: account.name, provider, url, fault, createdAt })
  for (const { answer, ...attempt } of attempts)
    delivery.attempts.push({ ...attempt, ...(answer !== undefined && { answer }) })
  const task = account.task(record.task)
  // Nothing is known any more of what it would say.
  delivery.state = task === undefined && state === 'pending' ? 'failed' : state
  if (task === undefined) account.journal.addDelivery(delivery, 0)
  else resumeDelivery(simulation, account, task, delivery, record)
}

const resumeCallbacks = (simulation: Simulation, account: Account, image: AccountImage): void => {
  for (const delivery of image.deliveries.values()) resumeOne(simulation, account, delivery)
  for (const [id, url] of image.awaited) {
    const task = account.task(id)
    if (task === undefined) continue
    account.awaited.expect(id, url)
    announceEnd(simulation, account, task, image.sent.get(id))
  }
}

/** Takes over one account's image. Returns what is to be called once callbacks may be sent. */
export const restoreInto = (
  simulation: Simulation,
  account: Account,
  image: AccountImage,
  takeover: Takeover,
): (() => void) => {
  const { record } = image
  if (record === undefined) return () => undefined
  restoreAccount(simulation, account, image, record, takeover)
  return () => resumeCallbacks(simulation, account, image)
}

/** Takes over everything. Returns what is to be called once callbacks may be sent. @throws StateError */
export const restoreAll = (simulation: Simulation, image: StateImage, takeover: Takeover): (() => void) => {
  const { accounts, settings, scenarios, pastBills } = simulation
  const { server } = image
  if (server !== undefined) {
    restartClock(accounts.clock, server.clock, settings.speed, takeover)
    if (image.scenario !== undefined) scenarios.byDefault = image.scenario
    pastBills.restore(server.past.total, server.past.labels)
  }
  const resumes = [...image.accounts.values()].flatMap((each) => {
    const { record } = each
    if (record === undefined) return []
    const account = accounts.reopen(record.key, record.name)
    const resume = restoreInto(simulation, account, each, takeover)
    // One that was forgotten meanwhile, as there were too many, sends nothing.
    return () => (accounts.ofName(account.name) === account ? resume() : undefined)
  })
  return () => {
    for (const resume of resumes) resume()
  }
}
