import type { Case } from '../case.ts'
import { factsStay, ofTheCreatedTask } from '../checks/paid.ts'

/** Model and time of creation never change. */
export const taskFactsStay: Case = {
  id: 'task-facts-stay',
  about: 'model and time of creation stay the same',
  tier: 'paid',
  sharesTask: true,
  check: ofTheCreatedTask(factsStay),
}
