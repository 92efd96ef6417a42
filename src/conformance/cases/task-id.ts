import type { Case } from '../case.ts'
import { createdId, ofTheCreatedTask } from '../checks/paid.ts'

/** Clients keep it in columns with a fixed width, and match callbacks by it. */
export const taskId: Case = {
  id: 'task-id',
  about: 'the id has its known form, and every read carries the same',
  tier: 'paid',
  sharesTask: true,
  check: ofTheCreatedTask(createdId),
}
