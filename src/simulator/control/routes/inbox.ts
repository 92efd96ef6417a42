import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { parseAnswers } from '../../callbacks/inbox.ts'
import { servedTo } from '../../http/served.ts'
import type { Simulation } from '../../simulation.ts'
import { ControlError } from '../control-error.ts'
import { controlRoute } from '../control-route.ts'
import { inboxSchema, listSchema, receivedSchema } from '../schemas.ts'

const answersSchema = z.object({
  answers: z.string().optional().describe('statuses to respond with in turn: 500,500,200'),
})

/** Whose a letter is: the account's whose callback it is, or whose key it came with; nobody's otherwise. */
const ownerOf = ({ courier, accounts }: Simulation, { raw, headers }: FastifyRequest): string | null => {
  const { remotePort } = raw.socket
  const sender = remotePort === undefined ? undefined : courier.accountOn(remotePort)
  return sender ?? accounts.ofHeader(headers.authorization)?.name ?? null
}

/** When the inboxes of an account were emptied by a reset, or nobody's. */
const epochOf = ({ accounts }: Simulation, owner: string | null): number =>
  (accounts.ofName(owner ?? '') ?? accounts).epoch

export const inboxRoutes = [
  controlRoute({
    method: 'GET',
    path: '/inbox',
    summary: 'Every inbox that has received something',
    answer: listSchema(inboxSchema),
    handle: ({ simulation: { inboxes, secrets }, account }) => {
      const { items, dropped } = inboxes.all(account?.name)
      // Unlike other names in lists, callers choose these.
      return { items: items.map((inbox) => ({ ...inbox, name: secrets.strike(inbox.name) })), dropped }
    },
  }),
  controlRoute({
    method: 'GET',
    path: '/inbox/{name}',
    summary: 'What an inbox has received, oldest first',
    answer: listSchema(receivedSchema),
    handle: ({ simulation, account, params }) => simulation.inboxes.list(account?.name, params.name ?? ''),
  }),
  controlRoute({
    method: 'POST',
    path: '/inbox/{name}',
    summary: 'A receiver for callbacks: keeps what comes, and responds with 200 or as its script says',
    query: answersSchema,
    example: { query: 'answers=500,200', body: { done: true } },
    isOpen: true,
    handle: ({ simulation, params, query: { answers }, request, reply }) => {
      const script = answers === undefined ? undefined : parseAnswers(answers)
      if (answers !== undefined && script === undefined) {
        throw new ControlError(
          400,
          `answers are statuses from 200 to 599 separated by commas, not ${JSON.stringify(answers)}.`,
        )
      }
      const owner = ownerOf(simulation, request)
      // It belongs to a test that is over.
      if (epochOf(simulation, owner) > servedTo(request).epoch) {
        reply.hijack().raw.destroy()
        return reply
      }
      const status = simulation.inboxes.receive(
        owner,
        params.name ?? '',
        request,
        (simulation.accounts.ofName(owner ?? '') ?? simulation).clock.now(),
        script,
      )
      simulation.events.tell({ type: 'inbox', account: owner, inbox: params.name ?? '', answered: status })
      return reply.code(status).send('')
    },
  }),
  controlRoute({
    method: 'DELETE',
    path: '/inbox/{name}',
    summary: 'Empties an inbox and starts its script over',
    answer: z.object({ forgotten: z.number().int() }),
    handle: ({ simulation, account, params: { name: inbox = '' } }) => {
      const forgotten = simulation.inboxes.clear(account?.name, inbox)
      simulation.events.tell({
        type: 'forgotten',
        account: account?.name ?? null,
        list: 'inbox',
        inbox,
        forgotten,
      })
      return { forgotten }
    },
  }),
]
