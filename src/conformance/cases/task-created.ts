import type { Case } from '../case.ts'
import { createdShape, ofThePaidTask } from '../checks/paid.ts'

/** Clients store the response. */
export const taskCreated: Case = {
  id: 'task-created',
  about: 'a valid create request is accepted, with a response in the shape that the page shows',
  tier: 'paid',
  sharesTask: true,
  check: ofThePaidTask(createdShape),
}
