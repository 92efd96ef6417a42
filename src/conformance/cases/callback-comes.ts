import type { Case } from '../case.ts'
import { comes } from '../checks/callbacks.ts'
import { ofTheEndedTask } from '../checks/paid.ts'

/** Missed callbacks are why one polls. */
export const callbackComes: Case = {
  id: 'callback-comes',
  about: 'a callback comes when the task has ended',
  tier: 'paid',
  sharesTask: true,
  needs: ['receiver'],
  check: ofTheEndedTask(comes),
}
