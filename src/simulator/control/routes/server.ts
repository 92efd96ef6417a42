import { z } from 'zod'
import { contracts } from '../../../contracts/index.ts'
import { controlRoute } from '../control-route.ts'
import { accountSchema, listSchema } from '../schemas.ts'
import { accountsIn } from '../scope.ts'

const statusSchema = z.object({ status: z.literal('ok') })

export const serverRoutes = [
  controlRoute({
    method: 'GET',
    path: '/health',
    summary: 'Whether the simulator runs',
    answer: statusSchema,
    isOpen: true,
    handle: () => ({ status: 'ok' }),
  }),
  controlRoute({
    method: 'GET',
    path: '/ready',
    summary: 'Whether it takes requests',
    answer: statusSchema,
    isOpen: true,
    handle: () => ({ status: 'ok' }),
  }),
  controlRoute({
    method: 'GET',
    path: '/accounts',
    summary: 'Every account, by its displayed name',
    answer: listSchema(accountSchema),
    handle: ({ simulation, account }) => ({
      items: accountsIn(simulation, account).map(
        ({ name, label, key, scenario, clock, ledger, tasks, journal }) => ({
          name,
          label: label ?? null,
          keyHint: key.hint ?? null,
          scenario: scenario.name,
          now: clock.now(),
          credits: ledger.balanceAt(clock.now()),
          tasks: tasks.size,
          running: Object.values(contracts).reduce(
            (sum, { name }) => sum + ledger.runningAt(clock.now(), name),
            0,
          ),
          exchanges: journal.exchanges.size,
          deliveries: journal.deliveryCount,
        }),
      ),
      dropped: account === undefined ? simulation.accounts.forgotten : 0,
    }),
  }),
  controlRoute({
    method: 'POST',
    path: '/reset',
    namesAccount: true,
    summary:
      'A new start for the account, or for all: no tasks, full credits, an empty journal; without a key, accounts are forgotten that nobody watches, holds or has moved ahead',
    tool: {
      name: 'reset',
      about:
        'Forgets the tasks, requests and callbacks of an account and fills up its credits. Without a key, of every account.',
    },
    answer: z.object({ reset: z.array(z.string()) }),
    handle: ({ simulation, account }) => simulation.reset(account),
  }),
]
