import type { Case } from '../case.ts'
import { ofTheCreatedTask, readableAtOnce } from '../checks/paid.ts'

/** A client that polls right after the create. */
export const taskReadableAtOnce: Case = {
  id: 'task-readable-at-once',
  about: 'a new task can be read at once',
  tier: 'paid',
  sharesTask: true,
  check: ofTheCreatedTask(readableAtOnce),
}
