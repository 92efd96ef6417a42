import type { Case } from '../case.ts'
import { fullShape, ofKnownTasks } from '../checks/known.ts'

/** The shape of a success, checked at no cost. */
export const knownShape: Case = {
  id: 'known-shape',
  about: 'an ended task has the full shape that the page shows',
  tier: 'free',
  needs: ['known-task'],
  isRead: true,
  check: ofKnownTasks(fullShape),
}
