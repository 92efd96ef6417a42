import type { Case } from '../case.ts'
import { linksWellFormed, ofEndedTasks } from '../checks/known.ts'

/** What a client downloads. */
export const knownLinks: Case = {
  id: 'known-links',
  about: 'a finished task has links, and they are links',
  tier: 'free',
  needs: ['known-task'],
  isRead: true,
  check: ofEndedTasks(linksWellFormed),
}
