import type { Case } from '../case.ts'
import { ofEndedTasks, timeUnit } from '../checks/known.ts'

/** Seconds for milliseconds puts a task into 1970. */
export const knownTimeUnit: Case = {
  id: 'known-time-unit',
  about: 'times are in the unit the page says',
  tier: 'free',
  needs: ['known-task'],
  isRead: true,
  check: ofEndedTasks(timeUnit),
}
