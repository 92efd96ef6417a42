import type { Case } from '../case.ts'
import { ofTheCreatedTask, readShapes } from '../checks/paid.ts'

/** Every read, whatever the state. */
export const taskShapes: Case = {
  id: 'task-shapes',
  about: 'every read is in the shape of its state',
  tier: 'paid',
  sharesTask: true,
  check: ofTheCreatedTask(readShapes),
}
