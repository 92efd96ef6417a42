import type { Case } from '../case.ts'
import { createdShape, ofThePaidTask } from '../checks/paid.ts'

/** What a client stores. */
export const taskCreated: Case = {
  id: 'task-created',
  about: 'a valid create is accepted, in the shape the page shows',
  tier: 'paid',
  sharesTask: true,
  check: ofThePaidTask(createdShape),
}
