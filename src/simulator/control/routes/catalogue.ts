import { z } from 'zod'
import { faultRows } from '../../faults/fault-rows.ts'
import { sampleRequests } from '../../models/sample-request.ts'
import { controlRoute } from '../control-route.ts'
import { listSchema, providerSchema } from '../schemas.ts'

const faultSchema = z.object({
  name: z.string(),
  catches: z.string().describe('which client mistake it catches'),
  strikes: z.array(z.string()).describe('the calls on which it is decided'),
  settings: z.array(
    z.object({ name: z.string(), form: z.string(), about: z.string(), default: z.string().nullable() }),
  ),
})

const providerDetailsSchema = z.object({
  name: providerSchema,
  title: z.string().describe('as people write it'),
  baseUrls: z.record(z.string(), z.string()).describe('path prefixes on this server, by name'),
  authScheme: z.string().describe('what comes before the key in the Authorization header'),
  creditsPerDollar: z.number(),
  callbackAt: z.array(z.string()).describe('the names that lead to the callback address in a body'),
  promptAt: z.array(z.string()).describe('the names that lead to the prompt in a body'),
  balancePath: z.string().nullable().describe('where an account asks for its credits'),
  samples: z
    .array(z.object({ model: z.string(), path: z.string(), body: z.record(z.string(), z.unknown()) }))
    .describe('one create request for each model'),
})

/** What there is to choose from. */
export const catalogueRoutes = [
  controlRoute({
    method: 'GET',
    path: '/faults',
    summary: 'Every fault: which client mistake it catches, which calls it strikes, and its settings',
    tool: {
      name: 'list_faults',
      about:
        'Every single way to misbehave, with the client mistake that it catches and its settings: for the rules of set_scenario and create_situation.',
    },
    answer: listSchema(faultSchema),
    handle: () => ({ items: faultRows(), dropped: 0 }),
  }),
  controlRoute({
    method: 'GET',
    path: '/providers',
    summary: 'Every provider, with a create request for each of its models',
    answer: listSchema(providerDetailsSchema),
    handle: ({ simulation }) => ({
      items: Object.values(simulation.providers).map(({ contract }) => ({
        name: contract.name,
        title: contract.title,
        baseUrls: contract.baseUrls,
        authScheme: contract.authScheme,
        creditsPerDollar: contract.creditRate.perDollar,
        callbackAt: contract.callbackAt.in === 'body' ? contract.callbackAt.path : [],
        promptAt: contract.promptAt,
        balancePath:
          contract.operations.find(({ kind, method }) => kind === 'balance' && method === 'GET')?.path ??
          null,
        samples: sampleRequests(contract),
      })),
      dropped: 0,
    }),
  }),
]
