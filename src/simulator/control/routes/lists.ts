import { z } from 'zod'
import { struckOneByOne } from '../../journal/struck.ts'
import { leftBy } from '../caller.ts'
import { controlRoute } from '../control-route.ts'
import { filterSchema, type ListQuery, listQuerySchema } from '../filter.ts'
import { countOf, type ListName, longList, untilThere } from '../lists.ts'
import { deliverySchema, exchangeSchema, listSchema, taskSchema } from '../schemas.ts'
import { accountsIn } from '../scope.ts'
import { sendPieces } from '../send-pieces.ts'

const list = (name: ListName, summary: string, item: z.ZodType) =>
  controlRoute<ListQuery, unknown>({
    method: 'GET',
    path: `/${name}`,
    summary,
    query: listQuerySchema,
    answer: listSchema(item),
    handle: async ({ simulation, account, query, reply }) => {
      await untilThere(simulation, account, name, query, leftBy(reply))
      const { items, dropped } = longList(simulation, account, name, query)
      return sendPieces(
        reply,
        '{"items":[',
        struckOneByOne(items, simulation.secrets),
        `],"dropped":${dropped}}`,
      )
    },
  })

const narrowedSchema = filterSchema.optional()

/** Lists, and what can be done with them. */
export const listRoutes = [
  list('tasks', 'The tasks, oldest first', taskSchema),
  list('exchanges', 'Every request with its response, oldest first', exchangeSchema),
  list('deliveries', 'Every callback with its attempts, oldest first', deliverySchema),
  controlRoute({
    method: 'POST',
    path: '/exchanges/count',
    summary: 'How many exchanges pass a filter',
    body: narrowedSchema,
    answer: z.object({ count: z.number().int() }),
    handle: ({ simulation, account, body }) => ({
      count: countOf(simulation, account, 'exchanges', body ?? {}),
    }),
  }),
  controlRoute({
    method: 'DELETE',
    path: '/exchanges',
    namesAccount: true,
    summary: 'Clears the exchanges and nothing else',
    answer: z.object({ forgotten: z.number().int() }),
    handle: ({ simulation, account }) => {
      const journals = accountsIn(simulation, account).map(({ journal }) => journal)
      if (account === undefined) journals.push(simulation.journal)
      const forgotten = journals.reduce((sum, { exchanges }) => sum + exchanges.size, 0)
      for (const { exchanges } of journals) exchanges.clear()
      simulation.events.tell({
        type: 'forgotten',
        account: account?.name ?? null,
        list: 'exchanges',
        forgotten,
      })
      return { forgotten }
    },
  }),
]
