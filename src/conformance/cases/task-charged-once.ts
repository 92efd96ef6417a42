import type { Case } from '../case.ts'
import { chargedOnce } from '../checks/charged.ts'
import { ofTheEndedTask } from '../checks/paid.ts'

/** What everything else here is for. */
export const taskChargedOnce: Case = {
  id: 'task-charged-once',
  about: 'the task is charged once, as quoted; a failed one not at all',
  tier: 'paid',
  sharesTask: true,
  check: ofTheEndedTask(chargedOnce),
}
