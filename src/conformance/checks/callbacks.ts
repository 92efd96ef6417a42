import { isDeepStrictEqual } from 'node:util'
import { CouldNotCheck } from '../could-not-check.ts'
import { shown, valueAt } from '../json-path.ts'
import type { PaidTask } from '../paid-task.ts'
import type { Severity } from '../report/verdict.ts'
import type { Trial } from '../trial.ts'
import type { ReceivedCallback } from '../wire/receiver.ts'
import { ofTheEndedTask } from './paid.ts'

type CallbackCheck = (
  trial: Trial,
  first: ReceivedCallback,
  calls: readonly ReceivedCallback[],
  task: PaidTask,
) => void

/** A case about the callbacks of the paid task, of which there is at least one. */
export const ofTheCallbacks = (check: CallbackCheck) =>
  ofTheEndedTask(async (trial, task) => {
    const calls = await task.calls()
    const first = calls[0]
    if (first === undefined) throw new CouldNotCheck('no callback came')
    check(trial, first, calls, task)
  })

/** One comes. */
export const comes = ofTheEndedTask(async ({ judge, run }, task) => {
  const calls = await task.calls()
  if (calls.length > 0) return
  judge.fail({
    at: 'callback',
    documented: 'one POST when the task has ended',
    observed: `none within ${run.options.timeoutMs / 1_000} s`,
    message: 'no callback came',
    exchange: task.created,
  })
})

/** It is a POST of JSON. */
export const isPost: CallbackCheck = ({ judge }, { method, headers, json, text }) => {
  judge.compare({
    at: 'callback method',
    actual: method,
    documented: ['POST'],
    message: 'the callback has another method',
  })
  const type = String(headers['content-type'] ?? '')
  if (!/^application\/json/.test(type)) {
    judge.fail({
      at: 'callback header content-type',
      documented: 'application/json',
      observed: shown(type),
      message: 'the callback does not say that it is JSON',
    })
  }
  if (json === undefined)
    judge.fail({
      at: 'callback $',
      documented: 'JSON',
      observed: shown(text),
      message: 'the callback is not JSON',
    })
}

/** Its body is in the shape the contract says. */
export const hasShape: CallbackCheck = ({ judge, run }, { json }) => {
  if (json !== undefined)
    run.shapes.check(judge, run.facts.components.callback, json, undefined, 'callback $')
}

/** It says what the query says. */
export const agrees: CallbackCheck = ({ judge, run }, { json }, _calls, task) => {
  const { record } = run.facts.at
  const query = valueAt(task.ended?.json, record)
  if (typeof query !== 'object' || query === null)
    throw new CouldNotCheck('the query had no record to compare with')
  for (const [key, expected] of Object.entries(query)) {
    const actual = valueAt(json, `${record}.${key}`)
    if (isDeepStrictEqual(actual, expected)) continue
    judge.fail({
      at: `callback ${record}.${key}`,
      documented: `${shown(expected)}, as the query says`,
      observed: shown(actual),
      message: 'the callback says otherwise than the query',
      exchange: task.ended,
    })
  }
}

/** One that was taken is not sent again. */
export const comesOnce: CallbackCheck = ({ judge }, _first, calls) => {
  const taken = calls.findIndex(({ answered }) => answered < 300)
  const more = taken === -1 ? 0 : calls.length - taken - 1
  if (more > 0)
    judge.fail({
      at: 'callback',
      documented: 'no further POST after a 200',
      observed: `${more} more`,
      message: 'the callback came again although it was taken',
    })
}

/** One that was answered with 500 is sent again, the same. */
export const comesAgain =
  (severity: Severity): CallbackCheck =>
  ({ judge, run }, first, calls) => {
    const second = calls[1]
    const { source } = run.facts.contract.callbacks
    if (second === undefined) {
      judge.fail({
        at: 'callback',
        documented: `delivered again after a 500 (${source})`,
        observed: 'not delivered again',
        severity,
        message: 'a callback that was answered with 500 did not come again',
      })
    } else if (!isDeepStrictEqual(second.json, first.json)) {
      judge.fail({
        at: 'callback $',
        documented: 'the same body again',
        observed: shown(second.json),
        message: 'a redelivered callback has another body',
      })
    }
  }

/** It does not come before the query says that the task has ended. */
export const comesAfterEnd: CallbackCheck = ({ judge, run }, first, _calls, task) => {
  const lastUnended = task.reads.findLast(
    (read) => read !== task.ended && run.provider.phaseOf(read) !== undefined,
  )
  if (lastUnended === undefined || lastUnended.at < first.at) return
  judge.fail({
    at: 'callback',
    documented: 'after the end',
    observed: `while the query said ${shown(valueAt(lastUnended.json, run.facts.at.state))}`,
    message: 'the callback came before the end',
    exchange: lastUnended,
  })
}
