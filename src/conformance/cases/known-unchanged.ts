import type { Case } from '../case.ts'
import { ofKnownTasks, twoReadsAgree } from '../checks/known.ts'

/** An ended task no longer changes. */
export const knownUnchanged: Case = {
  id: 'known-unchanged',
  about: 'two reads of an ended task agree',
  tier: 'free',
  needs: ['known-task'],
  isRead: true,
  check: ofKnownTasks(twoReadsAgree),
}
