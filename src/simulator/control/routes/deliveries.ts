import { z } from 'zod'
import { bounds } from '../../bounds.ts'
import { isSettled } from '../../callbacks/settled.ts'
import { leftBy } from '../caller.ts'
import { ControlError } from '../control-error.ts'
import { controlRoute } from '../control-route.ts'
import { wait } from '../filter.ts'
import { deliverySchema } from '../schemas.ts'
import { accountsIn } from '../scope.ts'
import { showDelivery } from '../show.ts'
import { waitFor } from '../wait-for.ts'

const USUAL_WAIT_MS = 10_000

const settledQuerySchema = z.object({
  wait: wait.optional().describe('the longest wait, in real time (default 10s)'),
})

export const deliveryRoutes = [
  controlRoute({
    method: 'GET',
    path: '/settled',
    namesAccount: true,
    summary:
      'Responds when no callback is under way; on a real clock, when none is booked either: for a test that reads what a receiver stored',
    query: settledQuerySchema,
    example: { query: 'wait=30s' },
    answer: z.object({ settled: z.literal(true) }),
    handle: async ({ simulation, account, query, reply }) => {
      const ms = query.wait ?? USUAL_WAIT_MS
      const isQuiet = () => accountsIn(simulation, account).every((each) => isSettled(simulation, each))
      const options = { ms, isTimed: true, signal: leftBy(reply) }
      if (await waitFor(simulation, isQuiet, options)) return { settled: true }
      throw new ControlError(
        409,
        `A callback is still under way or booked after ${ms / 1_000} s; GET deliveries says which.`,
      )
    },
  }),
  controlRoute({
    method: 'POST',
    path: '/deliveries/{id}/redeliver',
    namesAccount: true,
    summary: 'Sends a callback again, with its retries; responds when the first attempt is made',
    answer: deliverySchema,
    handle: async ({ simulation, account, params }) => {
      const known = accountsIn(simulation, account).flatMap(({ journal }) => journal.deliveries)
      const delivery = known.find(({ id }) => id === params.id)
      const plan = delivery === undefined ? undefined : simulation.deliveryPlans.get(delivery)
      if (delivery === undefined || plan === undefined) {
        throw new ControlError(404, `There is no delivery ${JSON.stringify(params.id)} in this scope.`)
      }
      if (delivery.state === 'pending') {
        throw new ControlError(409, 'This delivery is still under way; wait until its last attempt is made.')
      }
      if (delivery.attempts.length >= bounds.attempts.most) {
        throw new ControlError(
          409,
          `This delivery has had ${delivery.attempts.length} attempts, and gets no more; create another task.`,
        )
      }
      await simulation.courier.send(delivery, plan)
      return showDelivery(delivery, plan)
    },
  }),
]
