import type { FamilyTask } from '../../contracts/family.ts'
import { type FailureWords, isTerminal } from '../../contracts/index.ts'
import { endOf, type Task, taskStepAt } from '../tasks/task.ts'
import type { Failure } from '../tasks/timeline.ts'
import type { View } from './provider.ts'

interface Words {
  readonly wordsOf: (failure: Failure | undefined) => FailureWords
  readonly urlsOf: () => readonly string[]
}

/** A task as the responses of its family are made from it. */
export const familyTask = (task: Task, { now }: View, { wordsOf, urlsOf }: Words): FamilyTask => {
  const { phase, state, isEmpty, failure } = taskStepAt(task, now)
  return {
    ...{ id: task.id, model: task.model, request: task.request, phase, state },
    urls: phase === 'succeeded' && !isEmpty ? urlsOf() : [],
    failure: phase === 'failed' ? wordsOf(failure) : undefined,
    createdAt: task.createdAt,
    endedAt: isTerminal(phase) ? (endOf(task) ?? now) : null,
  }
}
