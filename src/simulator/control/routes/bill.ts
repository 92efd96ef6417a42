import { billOf } from '../../bill/bill.ts'
import { billSchema } from '../../bill/bill-schema.ts'
import { controlRoute } from '../control-route.ts'

export const billRoutes = [
  controlRoute({
    method: 'GET',
    path: '/bill',
    namesAccount: true,
    summary: 'What the account’s create requests would have cost; without a key, those of the whole run',
    tool: {
      name: 'bill',
      about:
        'What the create requests would have cost, what was paid for twice and what was paid for and never read, with the requests that prove it. The first thing to look at after a client has run.',
    },
    answer: billSchema,
    handle: ({ simulation, account }) => billOf(simulation, account),
  }),
]
