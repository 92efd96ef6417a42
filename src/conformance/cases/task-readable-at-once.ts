import type { Case } from '../case.ts'
import { ofTheCreatedTask, readableAtOnce } from '../checks/paid.ts'

/** Clients poll right after the create request. */
export const taskReadableAtOnce: Case = {
  id: 'task-readable-at-once',
  about: 'a new task can be read at once',
  tier: 'paid',
  sharesTask: true,
  check: ofTheCreatedTask(readableAtOnce),
}
