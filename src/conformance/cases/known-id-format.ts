import type { Case } from '../case.ts'
import { idFormat, ofKnownTasks } from '../checks/known.ts'

/** Clients keep it in columns with a fixed width. */
export const knownIdFormat: Case = {
  id: 'known-id-format',
  about: 'ids have their known form',
  tier: 'free',
  needs: ['known-task'],
  isRead: true,
  check: ofKnownTasks(idFormat),
}
