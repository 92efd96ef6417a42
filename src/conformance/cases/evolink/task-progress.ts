import type { Case } from '../../case.ts'
import { ofTheCreatedTask, progressRises } from '../../checks/paid.ts'

/** Progress bars. */
export const taskProgress: Case = {
  id: 'task-progress',
  about: 'progress never falls',
  tier: 'paid',
  sharesTask: true,
  check: ofTheCreatedTask(progressRises),
}
