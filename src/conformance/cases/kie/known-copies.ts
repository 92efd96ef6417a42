import type { Case } from '../../case.ts'
import { agreementOf } from '../../checks/agreement.ts'
import { ofKnownTasks } from '../../checks/known.ts'
import { shown, valueAt } from '../../json-path.ts'

/** Observed since September 2026: fields that repeat older ones under another name. */
const COPIES: readonly (readonly [copy: string, of: string])[] = [
  ['$.data.response', '$.data.resultJson'],
  ['$.data.paramJson', '$.data.param'],
  ['$.data.operationType', '$.data.model'],
]

/** Observed: 0 until it ends, 1 when it succeeded, 3 when it failed. */
const FLAGS: Readonly<Record<string, number>> = { success: 1, fail: 3 }

/** A client may read either. */
export const knownCopies: Case = {
  id: 'known-copies',
  about:
    'what a task says twice it says alike: successFlag and state, response and resultJson, paramJson and param',
  tier: 'free',
  needs: ['known-task'],
  isRead: true,
  check: ofKnownTasks(({ judge }, { first }) => {
    for (const [at, original] of COPIES) {
      const [copy, value] = [valueAt(first.json, at), valueAt(first.json, original)]
      if (isNothing(copy) || agreementOf(copy, value) === 'same') continue
      judge.fail({
        at,
        documented: `the same as ${original} (observed): ${shown(value)}`,
        observed: shown(copy),
        message: 'the task says it twice, and not alike',
        exchange: first,
      })
    }
    const flag = valueAt(first.json, '$.data.successFlag')
    const wanted = FLAGS[String(valueAt(first.json, '$.data.state'))] ?? 0
    if (flag === undefined || flag === null || flag === wanted) return
    judge.fail({
      at: '$.data.successFlag',
      documented: `${wanted} (observed), as $.data.state is ${shown(valueAt(first.json, '$.data.state'))}`,
      observed: shown(flag),
      message: 'successFlag says otherwise than the state',
      exchange: first,
    })
  }),
}

const isNothing = (value: unknown): boolean => value === undefined || value === null || value === ''
