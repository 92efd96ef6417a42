import { z } from 'zod'
import { isTerminal } from '../../../contracts/index.ts'
import type { Account } from '../../accounts/account.ts'
import { announceEnd } from '../../callbacks/announce.ts'
import { type Task, taskStepAt } from '../../tasks/task.ts'
import { endedWith, type Step } from '../../tasks/timeline.ts'
import { ControlError } from '../control-error.ts'
import { type ControlCall, controlRoute } from '../control-route.ts'
import { taskSchema } from '../schemas.ts'
import { accountsIn } from '../scope.ts'
import { showTask } from '../show.ts'

const failureSchema = z
  .object({ code: z.string().optional(), message: z.string().optional() })
  .optional()
  .describe("the failure's message; the provider's usual one if left out")

const taskById = ({
  simulation,
  account,
  params,
}: ControlCall): { readonly task: Task; readonly owner: Account } => {
  for (const owner of accountsIn(simulation, account)) {
    const task = owner.task(params.id ?? '')
    if (task !== undefined) return { task, owner }
  }
  throw new ControlError(404, `There is no task ${JSON.stringify(params.id)} in this scope.`)
}

/** Gives a task that is under way another end. */
const endBy = (call: ControlCall<unknown, unknown>, step: Omit<Step, 'afterMs'> | undefined): unknown => {
  const { simulation } = call
  const { task, owner } = taskById(call)
  const now = owner.clock.now()
  const { phase } = taskStepAt(task, now)
  if (isTerminal(phase))
    throw new ControlError(409, `This task has already ${phase}; its end cannot be changed.`)
  owner.replan(task, endedWith(task.timeline, now - task.createdAt, step))
  announceEnd(simulation, owner, task)
  simulation.tellOfTask(owner, task)
  return showTask(task, owner, simulation.providers[task.provider], simulation.linkBase)
}

export const taskRoutes = [
  controlRoute({
    method: 'POST',
    path: '/tasks/{id}/complete',
    namesAccount: true,
    summary: 'Makes a task succeed now',
    answer: taskSchema,
    handle: (call) => endBy(call, { phase: 'succeeded' }),
  }),
  controlRoute({
    method: 'POST',
    path: '/tasks/{id}/fail',
    namesAccount: true,
    summary: 'Makes a task fail now',
    body: failureSchema,
    example: { body: { message: 'No cats today' } },
    answer: taskSchema,
    handle: (call) => {
      const { code, message } = call.body ?? {}
      const failure = { ...(code !== undefined && { code }), ...(message !== undefined && { message }) }
      return endBy(call, { phase: 'failed', failure })
    },
  }),
  controlRoute({
    method: 'POST',
    path: '/tasks/{id}/stall',
    namesAccount: true,
    summary: 'Keeps a task in its state forever',
    answer: taskSchema,
    handle: (call) => endBy(call, undefined),
  }),
]
