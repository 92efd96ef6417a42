import { z } from 'zod'
import { struckOneByOne } from '../../journal/struck.ts'
import { leftBy } from '../caller.ts'
import { controlRoute, type RouteTool } from '../control-route.ts'
import { filterSchema, type ListQuery, listQuerySchema } from '../filter.ts'
import { countOf, type ListName, longList, untilThere } from '../lists.ts'
import { deliverySchema, exchangeSchema, listSchema, taskSchema } from '../schemas.ts'
import { accountsIn } from '../scope.ts'
import { sendPieces } from '../send-pieces.ts'

const list = (name: ListName, summary: string, item: z.ZodType, query: string, tool: RouteTool) =>
  controlRoute<ListQuery, unknown>({
    method: 'GET',
    path: `/${name}`,
    summary,
    tool,
    query: listQuerySchema,
    example: { query },
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
  list('tasks', 'The tasks, oldest first', taskSchema, 'phase=running', {
    name: 'list_tasks',
    about:
      'The tasks that were bought, oldest first: phase, cost, how often each was read, why it failed, and its result.',
    limit: 20,
  }),
  list('exchanges', 'Every request with its response, oldest first', exchangeSchema, 'method=POST&limit=1', {
    name: 'explain_requests',
    about:
      'What the client sent, what it got and why: each request with its response, the fault that struck it, whether it was billed, and the simulator’s note about what was wrong. Filter by exchange (an id from the bill), task, operation, status or fault.',
    limit: 10,
  }),
  list(
    'deliveries',
    'Every callback with its attempts, oldest first',
    deliverySchema,
    'state=delivered&wait=5s',
    {
      name: 'list_callbacks',
      about:
        'The callbacks that were sent, with every attempt and what the receiver responded; or why none was sent.',
      limit: 10,
    },
  ),
  controlRoute({
    method: 'POST',
    path: '/exchanges/count',
    summary: 'How many exchanges pass a filter',
    body: narrowedSchema,
    example: { body: { method: 'POST', status: '2xx' } },
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
