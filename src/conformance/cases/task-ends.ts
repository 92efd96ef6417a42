import type { Case } from '../case.ts'
import { ends, ofTheCreatedTask } from '../checks/paid.ts'

/** No provider promises a time; the limit is your own --timeout. */
export const taskEnds: Case = {
  id: 'task-ends',
  about: 'the task ends within --timeout',
  tier: 'paid',
  sharesTask: true,
  check: ofTheCreatedTask(ends),
}
