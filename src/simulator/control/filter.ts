import { z } from 'zod'
import { parseDuration } from '../../basics/duration.ts'
import { contracts } from '../../contracts/index.ts'
import { providerSchema } from './schemas.ts'

/** `since` as epoch ms or an ISO time. */
const time = z.union([z.string(), z.number()]).transform((value, context) => {
  const number = typeof value === 'number' || /^\d+$/.test(value) ? Number(value) : Date.parse(value)
  if (Number.isNaN(number)) context.addIssue({ code: 'custom', message: 'is epoch ms or an ISO time' })
  return number
})

const longestWaitMs = 60_000

/** A duration of the real clock. */
export const wait = z.string().transform((value, context) => {
  const ms = parseDuration(value)
  if (ms === undefined || ms > longestWaitMs)
    context.addIssue({ code: 'custom', message: 'is a duration up to 60s, such as 5s' })
  return ms ?? 0
})

const text = z.string().optional()

const OPERATION_EXAMPLES = Object.values(contracts)
  .flatMap(({ name, operations: [create] }) => [create?.id, `${name}.result`])
  .join(', ')

/** The conditions by which a list can be filtered. */
export const filterSchema = z.strictObject({
  account: text.describe("an account's name, for callers without a key"),
  provider: providerSchema.optional(),
  operation: text.describe(OPERATION_EXAMPLES),
  task: text.describe('a task id'),
  exchange: text.describe('the id of one exchange, as in X-Request-Id'),
  method: text,
  status: z
    .union([z.string(), z.number()])
    .transform(String)
    .optional()
    .describe('200, 4xx, or none for a connection that was cut'),
  fault: text.describe("a fault's name, or any"),
  phase: z.enum(['queued', 'running', 'succeeded', 'failed']).optional(),
  state: z.enum(['pending', 'delivered', 'failed', 'refused']).optional().describe("a delivery's"),
  since: time.optional().describe('epoch ms or ISO time, by the account’s clock'),
})

export type Filter = z.output<typeof filterSchema>

/** The same in a query string, where a list can also be waited for and shortened. */
export const listQuerySchema = filterSchema.extend({
  wait: wait.optional().describe('respond when something matches, or after this duration (real time)'),
  limit: z.coerce.number().int().min(1).optional().describe('at most this many, the newest'),
})

export type ListQuery = z.output<typeof listQuerySchema>
