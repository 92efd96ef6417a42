import type { Case } from '../case.ts'
import { billedAsPriced } from '../checks/billing.ts'
import { ofEndedTasks } from '../checks/known.ts'

/** The cost that a task reports can be read at no cost. */
export const knownBilled: Case = {
  id: 'known-billed',
  about: 'an ended task says one price, as the price list has it; nothing if it failed',
  tier: 'free',
  needs: ['known-task'],
  isRead: true,
  check: ofEndedTasks(billedAsPriced),
}
