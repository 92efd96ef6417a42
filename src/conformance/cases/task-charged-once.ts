import type { Case } from '../case.ts'
import { chargedOnce } from '../checks/charged.ts'
import { ofTheEndedTask } from '../checks/paid.ts'

/** The reason for all of this. */
export const taskChargedOnce: Case = {
  id: 'task-charged-once',
  about: 'the task is charged once, as quoted; a failed one not at all',
  tier: 'paid',
  sharesTask: true,
  check: ofTheEndedTask(chargedOnce),
}
