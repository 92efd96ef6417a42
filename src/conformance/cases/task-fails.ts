import { isLoopbackUrl } from '../../contracts/addresses.ts'
import type { CaseFor } from '../case.ts'
import { mustBeAffordable } from '../checks/affordable.ts'
import { billedAsCharged, callbackBillsAsCharged } from '../checks/billing.ts'
import { agrees, callsOf, codeFits, comes, comesOnce, hasShape } from '../checks/callbacks.ts'
import { chargedOnce } from '../checks/charged.ts'
import { ends, readShapes, statesGoForward, type TaskCheck } from '../checks/paid.ts'
import type { Order } from '../paid-task.ts'
import type { ConformanceProvider } from '../providers/conformance-provider.ts'
import { LeftOut } from '../report/left-out.ts'

const OF_THE_TASK: readonly TaskCheck[] = [readShapes, statesGoForward, chargedOnce, billedAsCharged]

const OF_ITS_CALLBACKS: readonly TaskCheck[] = [
  comes,
  ...[hasShape, agrees, codeFits, callbackBillsAsCharged, comesOnce].map(callsOf),
]

/** Failures are what nobody tries, and where credits get lost. */
export const taskFails: CaseFor = (facts) => {
  const order = failingOrder(facts)
  return {
    id: 'task-fails',
    about: 'a task that fails says so, in its callback too, and costs nothing',
    tier: 'paid',
    needs: ['every-option'],
    worstCredits: order.credits ?? 0,
    isPurchase: true,
    check: async (trial) => {
      const { run } = trial
      if (facts.failing.isLocalOnly && !isLoopbackUrl(run.target.baseUrl))
        throw new LeftOut('no order is known that this provider fails')
      mustBeAffordable(trial, order.credits ?? 0)
      const task = await run.task(order)
      if (task.id === undefined)
        throw new LeftOut('the order that fails was refused, which costs nothing either')
      await ends(trial, task)
      if (task.phase !== 'failed') return
      for (const check of [...OF_THE_TASK, ...(task.receiver === undefined ? [] : OF_ITS_CALLBACKS)])
        await check(trial, task)
    },
  }
}

const failingOrder = ({ contract, failing, createPath, components }: ConformanceProvider): Order => ({
  path: createPath,
  body: failing.body,
  model: String(failing.body.model),
  credits: contract.price(contract.mediaOf(failing.body)),
  components,
  isCalledBack: true,
  addressee: 'failing',
})
