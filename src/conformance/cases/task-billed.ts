import type { CaseFor } from '../case.ts'
import { billedAsCharged } from '../checks/billing.ts'
import { ofTheEndedTask } from '../checks/paid.ts'

/** Dashboards add up what tasks say that they cost. */
export const taskBilled: CaseFor = {
  id: 'task-billed',
  about: 'the ended task says the price that the balance shows',
  tier: 'paid',
  sharesTask: true,
  check: ofTheEndedTask(billedAsCharged),
}
