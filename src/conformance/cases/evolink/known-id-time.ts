import type { Case } from '../../case.ts'
import { ofKnownTasks } from '../../checks/known.ts'
import { valueAt } from '../../json-path.ts'

/** The time that may pass between creating the id and recording the task. */
const SLACK_S = 60

/** The id in the page's example contains its time of creation. */
export const knownIdTime: Case = {
  id: 'known-id-time',
  about: 'the time in the id is the time of creation',
  tier: 'free',
  needs: ['known-task'],
  isRead: true,
  check: ofKnownTasks(({ judge }, { first }) => {
    const created = valueAt(first.json, '$.created')
    const inId = Number(/^task-unified-(\d+)-/.exec(String(valueAt(first.json, '$.id')))?.[1])
    if (typeof created !== 'number' || Number.isNaN(inId) || Math.abs(created - inId) <= SLACK_S) return
    judge.fail({
      at: '$.created',
      documented: `about ${inId}, as in the id`,
      observed: String(created),
      severity: 'warning',
      message: 'the id contains another time of creation',
      exchange: first,
    })
  }),
}
