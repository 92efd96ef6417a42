import { z } from 'zod'
import { parseAnswers } from '../../callbacks/inbox.ts'
import { ControlError } from '../control-error.ts'
import { controlRoute } from '../control-route.ts'
import { inboxSchema, listSchema, receivedSchema } from '../schemas.ts'

const answersSchema = z.object({
  answers: z.string().optional().describe('statuses to respond with in turn: 500,500,200'),
})

export const inboxRoutes = [
  controlRoute({
    method: 'GET',
    path: '/inbox',
    summary: 'Every inbox that has received something',
    answer: listSchema(inboxSchema),
    handle: ({ simulation }) => ({ items: simulation.inboxes.all(), dropped: 0 }),
  }),
  controlRoute({
    method: 'GET',
    path: '/inbox/{name}',
    summary: 'What an inbox has received, oldest first',
    answer: listSchema(receivedSchema),
    handle: ({ simulation, params }) => simulation.inboxes.list(params.name ?? ''),
  }),
  controlRoute({
    method: 'POST',
    path: '/inbox/{name}',
    summary: 'A receiver for callbacks: keeps what comes, and responds with 200 or as its script says',
    query: answersSchema,
    isOpen: true,
    handle: ({ simulation, params, query: { answers }, request, reply }) => {
      const script = answers === undefined ? undefined : parseAnswers(answers)
      if (answers !== undefined && script === undefined) {
        throw new ControlError(
          400,
          `answers are statuses from 200 to 599 separated by commas, not ${JSON.stringify(answers)}.`,
        )
      }
      const status = simulation.inboxes.receive(
        params.name ?? '',
        request,
        simulation.accounts.clock.now(),
        script,
      )
      simulation.events.tell({ type: 'inbox', account: null, inbox: params.name ?? '', answered: status })
      return reply.code(status).send('')
    },
  }),
  controlRoute({
    method: 'DELETE',
    path: '/inbox/{name}',
    summary: 'Empties an inbox and starts its script over',
    answer: z.object({ forgotten: z.number().int() }),
    handle: ({ simulation, params: { name: inbox = '' } }) => {
      const forgotten = simulation.inboxes.clear(inbox)
      simulation.events.tell({ type: 'forgotten', account: null, list: 'inbox', inbox, forgotten })
      return { forgotten }
    },
  }),
]
