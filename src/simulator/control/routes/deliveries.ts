import { bounds } from '../../bounds.ts'
import { ControlError } from '../control-error.ts'
import { controlRoute } from '../control-route.ts'
import { deliverySchema } from '../schemas.ts'
import { accountsIn } from '../scope.ts'
import { showDelivery } from '../show.ts'

export const deliveryRoutes = [
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
