import type { Case } from '../case.ts'
import { ends, ofTheCreatedTask } from '../checks/paid.ts'

/** The only promise about time is the one you make with --timeout. */
export const taskEnds: Case = {
  id: 'task-ends',
  about: 'the task ends in the time it is given',
  tier: 'paid',
  sharesTask: true,
  check: ofTheCreatedTask(ends),
}
