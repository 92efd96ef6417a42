import { isDeepStrictEqual } from 'node:util'
import { CouldNotCheck } from '../could-not-check.ts'
import { shown, valueAt } from '../json-path.ts'
import type { Severity } from '../report/verdict.ts'
import type { Story } from '../story.ts'
import type { Trial } from '../trial.ts'
import type { Call } from '../wire/receiver.ts'
import { ofTheEndedTask } from './paid.ts'

type Look = (trial: Trial, first: Call, calls: readonly Call[], story: Story) => void

/** A case about the callbacks of the paid task, of which there is at least one. */
export const ofTheCallbacks = (look: Look) =>
  ofTheEndedTask(async (trial, story) => {
    const calls = await story.calls()
    const first = calls[0]
    if (first === undefined) throw new CouldNotCheck('no callback came')
    look(trial, first, calls, story)
  })

/** One comes. */
export const comes = ofTheEndedTask(async ({ judge, run }, story) => {
  const calls = await story.calls()
  if (calls.length > 0) return
  judge.fails({
    at: 'callback',
    documented: 'one POST when the task has ended',
    observed: `none within ${run.options.timeoutMs / 1_000} s`,
    message: 'no callback came',
    exchange: story.created,
  })
})

/** It is a POST of JSON. */
export const isPost: Look = ({ judge }, { method, headers, json, text }) => {
  judge.holds({
    at: 'callback method',
    actual: method,
    documented: ['POST'],
    message: 'the callback has another method',
  })
  const type = String(headers['content-type'] ?? '')
  if (!/^application\/json/.test(type)) {
    judge.fails({
      at: 'callback header content-type',
      documented: 'application/json',
      observed: shown(type),
      message: 'the callback does not say that it is JSON',
    })
  }
  if (json === undefined)
    judge.fails({
      at: 'callback $',
      documented: 'JSON',
      observed: shown(text),
      message: 'the callback is not JSON',
    })
}

/** Its body is in the shape the contract says. */
export const hasShape: Look = ({ judge, run }, { json }) => {
  if (json !== undefined)
    run.shapes.check(judge, run.dialect.components.callback, json, undefined, 'callback $')
}

/** It says what the query says. */
export const agrees: Look = ({ judge, run }, { json }, _calls, story) => {
  const { record } = run.dialect.at
  const query = valueAt(story.ended?.json, record)
  if (typeof query !== 'object' || query === null)
    throw new CouldNotCheck('the query had no record to compare with')
  for (const [key, expected] of Object.entries(query)) {
    const actual = valueAt(json, `${record}.${key}`)
    if (isDeepStrictEqual(actual, expected)) continue
    judge.fails({
      at: `callback ${record}.${key}`,
      documented: `${shown(expected)}, as the query says`,
      observed: shown(actual),
      message: 'the callback says otherwise than the query',
      exchange: story.ended,
    })
  }
}

/** One that was taken is not sent again. */
export const comesOnce: Look = ({ judge }, _first, calls) => {
  const taken = calls.findIndex(({ answered }) => answered < 300)
  const more = taken === -1 ? 0 : calls.length - taken - 1
  if (more > 0)
    judge.fails({
      at: 'callback',
      documented: 'no further POST after a 200',
      observed: `${more} more`,
      message: 'the callback came again although it was taken',
    })
}

/** One that was answered with 500 is sent again, the same. */
export const comesAgain =
  (severity: Severity): Look =>
  ({ judge, run }, first, calls) => {
    const second = calls[1]
    const { source } = run.dialect.contract.callbacks
    if (second === undefined) {
      judge.fails({
        at: 'callback',
        documented: `delivered again after a 500 (${source})`,
        observed: 'not delivered again',
        severity,
        message: 'a callback that was answered with 500 did not come again',
      })
    } else if (!isDeepStrictEqual(second.json, first.json)) {
      judge.fails({
        at: 'callback $',
        documented: 'the same body again',
        observed: shown(second.json),
        message: 'a redelivered callback has another body',
      })
    }
  }

/** It does not come before the query says that the task has ended. */
export const comesAfterEnd: Look = ({ judge, run }, first, _calls, story) => {
  const lastUnended = story.reads.findLast((read) => read !== story.ended && run.phaseOf(read) !== undefined)
  if (lastUnended === undefined || lastUnended.at < first.at) return
  judge.fails({
    at: 'callback',
    documented: 'after the end',
    observed: `while the query said ${shown(valueAt(lastUnended.json, run.dialect.at.state))}`,
    message: 'the callback came before the end',
    exchange: lastUnended,
  })
}
