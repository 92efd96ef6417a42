import type { Task } from '../tasks/task.ts'
import type { KieRecord } from './kie-record.ts'
import type { KieBehaviour } from './kie-results.ts'
import type { View } from './provider.ts'

/** With its keys in alphabetical order. */
const sorted = (record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))

/** The body of a callback: much of what a query says, in the form of callbacks. */
export const createKieCallback = (behaviour: KieBehaviour, recordOf: KieRecord) => {
  const grained = (time: number | null): number | null =>
    time === null ? null : time - (time % behaviour.callbackTimeGrain)

  const dataOf = (record: ReturnType<KieRecord>, task: Task, view: View) => {
    const credits = record.failCode === null ? task.cost : 0
    const [createTime, completeTime] = [record.createTime, record.completeTime].map(grained)
    const times = { createTime, completeTime, updateTime: completeTime }
    if (behaviour.callbackForm === 'as-query')
      // Documented: the callback examples have these three in addition to what the query returns.
      return {
        ...record,
        ...{ consumeCredits: credits, remainedCredits: view.account.ledger.balanceAt(view.now) },
        ...times,
      }
    const { costTime, model, param, resultJson, state, taskId, failCode, failMsg } = record
    return sorted({
      ...times,
      ...{ costTime, creditsConsumed: Math.round(credits), model, param, state, taskId },
      resultJson: resultJson === '' ? null : resultJson,
      ...(failCode !== null && { failCode, failMsg }),
    })
  }

  return (task: Task, view: View) => {
    const record = recordOf(task, view)
    const { failCode } = record
    const data = dataOf(record, task, view)
    if (failCode === null) return { code: 200, msg: 'Playground task completed successfully.', data }
    const code = behaviour.callbackCodes.includes(Number(failCode)) ? Number(failCode) : 501
    return { code, msg: 'Playground task failed.', data }
  }
}
