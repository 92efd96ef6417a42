import { kieDifferences } from '../../../contracts/kie/differences.ts'
import type { Case } from '../../case.ts'
import { ofEndedTasks } from '../../checks/known.ts'
import { valueAt } from '../../json-path.ts'

/** Whether a cost is so much shorter than the task's whole span that waiting in a queue may explain it. */
const fits = (cost: number, span: number): boolean => cost >= span * 0.02 - 1 && cost <= span * 1.1 + 1_500

/** Dashboards of cost and billing are off by a factor of a thousand when the unit changes. */
export const knownCostTime: Case = {
  id: 'known-cost-time',
  about: 'costTime is in the unit that the page states',
  tier: 'free',
  needs: ['known-task'],
  isRead: true,
  check: ofEndedTasks(({ judge }, { first, phase }) => {
    const [cost, created, ended] = ['costTime', 'createTime', 'completeTime'].map((name) =>
      valueAt(first.json, `$.data.${name}`),
    )
    if (
      phase !== 'succeeded' ||
      typeof cost !== 'number' ||
      typeof created !== 'number' ||
      typeof ended !== 'number'
    )
      return
    const span = ended - created
    const { costTimeUnit } = kieDifferences
    judge.check({
      // A task of a few seconds fits both.
      isDocumented: fits(cost, span),
      isObserved: fits(cost * 1_000, span),
      at: '$.data.costTime',
      documented: costTimeUnit.documented.says,
      known: costTimeUnit.observed.says,
      actual: `${cost}, for a task of ${span} ms`,
      source: costTimeUnit.source,
      exchange: first,
      message: 'costTime is not how long the task took',
    })
  }),
}
