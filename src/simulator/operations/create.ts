import { textOr } from '../../contracts/media.ts'
import { announce } from '../callbacks/announce.ts'
import { Refusal } from '../refusal.ts'
import type { Task } from '../tasks/task.ts'
import type { Validate } from '../validation.ts'
import type { Call, Outcome } from './call.ts'
import { jsonBody } from './json-body.ts'

/** The body as the task keeps it: without the blanks it came with. */
const compacted = (body: Readonly<Record<string, unknown>>): string => {
  try {
    return JSON.stringify(body)
  } catch {
    // JSON.parse goes deeper than JSON.stringify.
    throw new Refusal('malformed-json', 'The body is nested too deeply.')
  }
}

/** Glued strings keep every piece alive; a million ids should not. */
const flattened = (id: string): string => Buffer.from(id, 'latin1').toString('latin1')

/** Checks, charges and writes a new task with its whole timeline. @throws Refusal */
export const create = (call: Call, validate: Validate): Outcome => {
  const { simulation, provider, account, strike } = call
  const { contract } = provider
  const body = jsonBody(call)
  validate(body)
  const request = compacted(body)
  const cost = contract.price(contract.mediaOf(body))
  account.admit(contract.name, cost)

  const now = account.clock.now()
  const ordinal = account.nextTaskOrdinal()
  const planned = simulation.planner.plan(account.random, ordinal)
  const task: Task = {
    id: flattened(provider.newTaskId(account, ordinal, now)),
    provider: contract.name,
    ordinal,
    model: textOr(body.model, ''),
    request: request === call.body ? call.body : request,
    createdAt: now,
    cost,
    timeline: strike?.fault.bendTimeline?.(planned) ?? planned,
    reads: 0,
  }
  account.add(task)
  return {
    body: provider.renderCreated(
      task,
      { account, now, linkBase: simulation.linkBase },
      simulation.planner.estimateMs,
    ),
    taskId: task.id,
    afterAnswer: () => announce(simulation, account, task, body[contract.callbackField]),
  }
}
