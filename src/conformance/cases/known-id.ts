import type { Case } from '../case.ts'
import { idAsAsked, ofKnownTasks } from '../checks/known.ts'

/** Guards against a cache that mixes tasks up. */
export const knownId: Case = {
  id: 'known-id',
  about: 'the task in the response is the one that was asked for',
  tier: 'free',
  needs: ['known-task'],
  isRead: true,
  check: ofKnownTasks(idAsAsked),
}
