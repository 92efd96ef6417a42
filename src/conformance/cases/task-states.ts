import type { Case } from '../case.ts'
import { ofTheCreatedTask, statesGoForward } from '../checks/paid.ts'

/** A state that goes back makes a client wait forever. */
export const taskStates: Case = {
  id: 'task-states',
  about: 'states are known ones, and go forward',
  tier: 'paid',
  sharesTask: true,
  check: ofTheCreatedTask(statesGoForward),
}
