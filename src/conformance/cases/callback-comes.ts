import type { Case } from '../case.ts'
import { comes } from '../checks/callbacks.ts'
import { ofTheEndedTask } from '../checks/paid.ts'

/** Callbacks that go missing are the reason to poll as well. */
export const callbackComes: Case = {
  id: 'callback-comes',
  about: 'a callback comes when the task has ended',
  tier: 'paid',
  sharesTask: true,
  needs: ['receiver'],
  check: ofTheEndedTask(comes),
}
