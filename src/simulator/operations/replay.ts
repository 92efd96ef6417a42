import { createHash } from 'node:crypto'
import { Refusal } from '../http/refusal.ts'
import type { MatchedVisit } from '../http/visit.ts'
import type { Task } from '../tasks/task.ts'
import type { OperationOutcome } from './operation-outcome.ts'

/** The idempotency key of a create request, where the provider looks at one. */
export interface IdempotentRequest {
  /** Names the provider too. */
  readonly key: string
  /** Of its body. */
  readonly digest: string
}

export const idempotentRequest = ({
  provider,
  request,
  simulation,
  body,
}: MatchedVisit): IdempotentRequest | undefined => {
  const rules = provider.contract.idempotency?.[simulation.settings.profile]
  const key = rules && request.headers[rules.header]
  if (typeof key !== 'string' || key === '') return undefined
  return {
    key: `${provider.contract.name} ${key}`,
    digest: createHash('sha256').update(body).digest('base64'),
  }
}

/**
 * The response that the first request under the key had, if there was one and its task is still there.
 * @throws Refusal if the first request had another body
 */
export const replayed = (
  { account, provider, simulation }: MatchedVisit,
  asked: IdempotentRequest | undefined,
  estimateMs: (task: Task) => number,
): OperationOutcome | undefined => {
  const first = asked && account.idempotency.get(asked.key)
  const task = first && account.task(first.taskId)
  const rules = provider.contract.idempotency?.[simulation.settings.profile]
  if (task === undefined || rules === undefined) return undefined
  if (first?.digest !== asked?.digest)
    throw new Refusal(
      'invalid-value',
      `The key was first used for task ${task.id}, with another body.`,
      undefined,
      {
        words: rules.conflict,
      },
    )
  const view = { account, now: account.clock.now(), linkBase: simulation.linkBase }
  return {
    body: provider.renderCreated(task, view, estimateMs(task)),
    taskId: task.id,
    headers: rules.replayed,
  }
}
