import type { Case } from '../case.ts'
import { CouldNotCheck } from '../could-not-check.ts'
import { shown, valueAt } from '../json-path.ts'
import type { PaidTask } from '../paid-task.ts'
import type { Severity } from '../report/verdict.ts'
import type { Trial } from '../trial.ts'
import type { ReceivedCallback } from '../wire/receiver.ts'
import { agreementOf } from './agreement.ts'
import { ofTheEndedTask, type TaskCheck } from './paid.ts'

export type CallbackCheck = (
  trial: Trial,
  first: ReceivedCallback,
  calls: readonly ReceivedCallback[],
  task: PaidTask,
) => void

/** A check of the callbacks of a task, of which there is at least one. */
export const callsOf =
  (check: CallbackCheck): TaskCheck =>
  async (trial, task) => {
    const calls = await task.calls()
    const first = calls[0]
    if (first === undefined) throw new CouldNotCheck('no callback came')
    check(trial, first, calls, task)
  }

/** A case about the callbacks of the paid task. */
export const ofTheCallbacks = (check: CallbackCheck): Case['check'] => ofTheEndedTask(callsOf(check))

/** One comes. */
export const comes: TaskCheck = async ({ judge, run }, task) => {
  const calls = await task.calls()
  if (calls.length > 0) return
  judge.fail({
    at: 'callback',
    documented: 'one POST when the task has ended',
    observed: `none within ${run.options.timeoutMs / 1_000} s`,
    message: 'no callback came',
    exchange: task.created,
  })
}

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

/** Observed: a result that does not exist is null, an empty text or not mentioned. */
const isNothing = (value: unknown): boolean => value === undefined || value === null || value === ''

/**
 * It says what the query says: every value of it, in every callback that came. What the query has as null may be absent,
 * and so may what is on no page (observed: callbacks lack most of the newer fields).
 */
export const agrees: CallbackCheck = ({ judge, run }, _first, calls, task) => {
  const { record } = run.facts.at
  const query = valueAt(task.ended?.json, record)
  if (typeof query !== 'object' || query === null)
    throw new CouldNotCheck('the query had no record to compare with')
  const names = record.split('.').slice(1)
  const isOnlyObserved = (key: string): boolean =>
    run.shapes.isOnlyObserved(run.facts.components.task, [...names, key])
  for (const { json } of calls.filter((call) => call.json !== undefined))
    for (const [key, expected] of Object.entries(query)) {
      const actual = valueAt(json, `${record}.${key}`)
      if (isNothing(actual) && isNothing(expected)) continue
      if (actual === undefined && isOnlyObserved(key)) continue
      const agreement = agreementOf(expected, actual)
      if (agreement === 'same' || run.facts.saysAlike(key, expected, actual)) continue
      judge.fail({
        at: `callback ${record}.${key}`,
        documented: `${shown(expected)}, as the query says`,
        observed: shown(actual),
        // A provider may make a link for each read.
        severity: agreement === 'other-links' ? 'warning' : 'error',
        message:
          agreement === 'other-links'
            ? 'the callback links to another place than the query'
            : 'the callback says otherwise than the query',
        exchange: task.ended,
      })
    }
}

/** Its code goes with its state. */
export const codeFits: CallbackCheck = ({ judge, run }, _first, calls) => {
  const { at, codeFitsState } = run.facts
  for (const { json } of calls) {
    const code = valueAt(json, at.code)
    if (codeFitsState === undefined || codeFitsState(json)) continue
    judge.fail({
      at: `callback ${at.code}`,
      documented: `one that goes with the state ${shown(valueAt(json, at.state))}`,
      observed: shown(code),
      message: 'the code of the callback does not go with its state',
    })
  }
}

/** What receivers of providers that promise nothing are told to expect: a duplicate, not a storm. */
const EXPECTED_DUPLICATES = 2

/** One that was taken is not sent again, by whoever promises that a 2xx is the end. */
export const comesOnce: CallbackCheck = ({ judge, run }, _first, calls) => {
  const { source } = run.facts.contract.callbacks
  const taken = calls.findIndex(({ answered }) => answered < 300)
  const more = taken === -1 ? 0 : calls.length - taken - 1
  if (more <= (source === 'documented' ? 0 : EXPECTED_DUPLICATES)) return
  judge.fail({
    at: 'callback',
    documented: 'no further POST after a 200',
    observed: `${more} more`,
    severity: source === 'documented' ? 'error' : 'warning',
    message: 'the callback came again although it was taken',
  })
}

/** A callback that got a 500 is sent again, unchanged. */
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
        message: 'a callback that got a 500 did not come again',
      })
    } else if (agreementOf(second.json, first.json) === 'different') {
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
  if (lastUnended === undefined || lastUnended.at <= first.at) return
  judge.fail({
    at: 'callback',
    documented: 'after the end',
    observed: `while the query said ${shown(valueAt(lastUnended.json, run.facts.at.state))}`,
    message: 'the callback came before the end',
    exchange: lastUnended,
  })
}
