import type { Case } from '../case.ts'
import { ofEndedTasks, timeUnit } from '../checks/known.ts'

/** With seconds instead of milliseconds, a task would date from 1970. */
export const knownTimeUnit: Case = {
  id: 'known-time-unit',
  about: 'times are in the unit that the page states',
  tier: 'free',
  needs: ['known-task'],
  isRead: true,
  check: ofEndedTasks(timeUnit),
}
