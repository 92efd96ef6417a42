import type { Case } from '../../case.ts'
import { ofEndedTasks, timesOrdered } from '../../checks/known.ts'

/** Durations are computed from them. */
export const knownTimesOrdered: Case = {
  id: 'known-times-ordered',
  about: 'an ended task was created before it ended',
  tier: 'free',
  needs: ['known-task'],
  check: ofEndedTasks(timesOrdered),
}
