import { billOf } from '../../bill/bill.ts'
import { billSchema } from '../../bill/bill-schema.ts'
import { controlRoute } from '../control-route.ts'

export const billRoutes = [
  controlRoute({
    method: 'GET',
    path: '/bill',
    namesAccount: true,
    summary: 'What the account’s create requests would have cost; without a key, those of the whole run',
    answer: billSchema,
    handle: ({ simulation, account }) => billOf(simulation, account),
  }),
]
