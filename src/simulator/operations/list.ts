import { Refusal } from '../http/refusal.ts'
import type { MatchedVisit } from '../http/visit.ts'
import type { Task } from '../tasks/task.ts'
import { jsonBody } from './json-body.ts'
import type { OperationOutcome } from './operation-outcome.ts'

/** Several tasks of the account with this provider, as they are now. @throws Refusal */
export const list = (visit: MatchedVisit): OperationOutcome => {
  const { account, provider, operation, simulation } = visit
  const body = operation.method === 'POST' ? jsonBody(visit) : {}
  const tasksOf = function* (): Generator<Task> {
    for (const task of account.tasks.values()) if (task.provider === provider.contract.name) yield task
  }
  const view = { account, now: account.clock.now(), linkBase: simulation.linkBase }
  const rendered = provider.renderTasks?.({ ...visit.placesBesideBody, body }, tasksOf, view, operation)
  if (typeof rendered === 'string') throw new Refusal('invalid-value', rendered)
  return { body: rendered }
}
