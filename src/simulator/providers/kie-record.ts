import { parsedJson } from '../../contracts/check/json.ts'
import { type FailureWords, isTerminal, type Phase } from '../../contracts/index.ts'
import { recordOf } from '../../contracts/media.ts'
import { endOf, type Task, taskStepAt } from '../tasks/task.ts'
import type { Failure, Step } from '../tasks/timeline.ts'
import type { KieBehaviour, KieResults } from './kie-results.ts'
import type { View } from './provider.ts'

/** Observed. */
const SUCCESS_FLAGS: Readonly<Record<Phase, number>> = { queued: 0, running: 0, succeeded: 1, failed: 3 }

/** What a JSON text holds; null if it is not JSON any more: `result-json` bends it. */
const jsonIn = (text: string | null): unknown => parsedJson(text ?? '') ?? null

/** Observed: `input` is again a JSON string, and the keys are in alphabetical order. */
const nestedParam = (request: string): string => {
  const entries = Object.entries(recordOf(JSON.parse(request))).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify(
    Object.fromEntries(entries.map(([key, value]) => [key, key === 'input' ? JSON.stringify(value) : value])),
  )
}

const newerFields = (
  task: Task,
  { phase }: Step,
  { resultJson, param }: { readonly resultJson: string | null; readonly param: string },
) => ({
  progress: null,
  successFlag: SUCCESS_FLAGS[phase],
  response: phase === 'succeeded' ? jsonIn(resultJson) : null,
  creditsConsumed: phase === 'failed' || phase === 'queued' ? 0 : task.cost,
  operationType: task.model,
  paramJson: param,
})

/** What a query says of a task. */
export const createKieRecord = (
  behaviour: KieBehaviour,
  results: KieResults,
  wordsOf: (failure: Failure | undefined) => FailureWords,
) => {
  const stateNames: Readonly<Record<Phase, string>> = {
    queued: 'waiting',
    running: behaviour.runningState,
    succeeded: 'success',
    failed: 'fail',
  }
  const costTime = (ms: number): number => Math.round(ms / behaviour.costTimeUnit)

  return (task: Task, view: View) => {
    const step = taskStepAt(task, view.now)
    const { phase, failure, state } = step
    const endedAt = isTerminal(phase) ? (endOf(task) ?? view.now) : undefined
    const failed = phase === 'failed'
    const words = wordsOf(failure)
    const record = {
      taskId: task.id,
      model: task.model,
      state: state ?? stateNames[phase],
      param: behaviour.param === 'object' ? task.request : nestedParam(task.request),
      resultJson: phase === 'succeeded' ? results.jsonOf(task, step, view) : behaviour.noResult,
      failCode: failed ? words.code : null,
      failMsg: failed ? words.message : null,
      // Documented: 0 for a failed task (failure callback example).
      costTime: endedAt === undefined ? null : failed ? 0 : costTime(endedAt - task.createdAt),
      completeTime: endedAt ?? null,
      createTime: task.createdAt,
    }
    return behaviour.newerFields ? { ...record, ...newerFields(task, step, record) } : record
  }
}

export type KieRecord = ReturnType<typeof createKieRecord>
