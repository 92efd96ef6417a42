import { announceEnd } from '../callbacks/announce.ts'
import { Refusal } from '../http/refusal.ts'
import type { MatchedVisit } from '../http/visit.ts'
import { endOf } from '../tasks/task.ts'
import { broughtForward } from '../tasks/timeline.ts'
import type { OperationOutcome } from './operation-outcome.ts'

/** The task as it is now. @throws Refusal if the id is missing or malformed, or the account has no such task */
export const retrieve = (visit: MatchedVisit): OperationOutcome => {
  const { simulation, provider, account } = visit
  const { task, askedId } = visit
  if (task === undefined) {
    const unknown = `This account (${account.name}) has no task ${JSON.stringify(askedId)}.`
    throw provider.refusesId(askedId) ?? new Refusal('unknown-task', unknown)
  }
  visit.taskId = task.id
  visit.strike ??= task.strike
  account.admission.admitCall(provider.contract.name, 'retrieve', task.id)
  task.reads += 1
  const refused = task.strike?.fault.rejectRead?.(task.reads, task.strike)
  if (refused !== undefined) throw refused

  const now = account.clock.now()
  const { progress } = simulation.settings
  if (typeof progress === 'object' && endOf(task) === undefined) {
    const phases = task.reads < progress.polls ? (['running'] as const) : (['succeeded', 'failed'] as const)
    account.replan(task, broughtForward(task.timeline, now - task.createdAt, phases))
    announceEnd(simulation, account, task)
    simulation.tellOfTask(account, task)
  }
  const render = () =>
    provider.renderTask(task, { account, now, linkBase: simulation.linkBase }, visit.operation)
  return { text: simulation.knownAnswers.of(task, visit.operation, now, render), taskId: task.id }
}
