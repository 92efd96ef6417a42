import { z } from 'zod'
import { isObject, parsedJson } from '../../contracts/check/json.ts'
import { providerNames } from '../../contracts/index.ts'
import { bounds } from '../bounds.ts'
import { MOST_RESULTS } from '../models/asked-count.ts'
import { StateError } from './state-error.ts'

/**
 * What is kept of a simulator, as records. A record says what is, never what changed, and the last one about a thing is
 * right: so a log may be read twice, and a copy may be written while things change. The same records are the lines of
 * the files in a state folder and the list that `GET state` returns.
 */

/** A file or a document of a higher version is not read. */
export const STATE_VERSION = 1

const provider = z.enum(providerNames)
const count = z.number().int().min(0)
/** As far as a Date reaches. */
const LAST_MS = 8.64e15
const epochMs = z.number().min(-LAST_MS).max(LAST_MS).describe('epoch ms by the account’s clock')
/** Many more than there are operations and purposes. */
const MOST_CALLS = 1_000
const calls = z
  .record(z.string().max(1_000), count)
  .refine((counts) => Object.keys(counts).length <= MOST_CALLS, {
    error: `has more than ${MOST_CALLS} names`,
  })
  .describe('how often each operation was called')
const data = z.record(z.string(), z.unknown())

const clockSchema = z
  .object({
    now: epochMs,
    machineAt: z
      .number()
      .min(-LAST_MS)
      .max(LAST_MS)
      .describe('epoch ms by the machine’s clock at that moment'),
    kind: z.enum(['real', 'manual']).optional().describe('if it is not that of the settings'),
  })
  .describe('a real clock runs on from there, a manual one stands still')

const scenarioSchema = z.union([z.string(), data]).describe('a name, or all of it')

const purchase = { exchange: z.string(), taskId: z.string(), cost: z.number(), at: epochMs }

/** What an account is called and what its key is known by: characters that a header can have, and a link. */
const name = z.string().regex(/^[\x20-\x7e\x80-\xff]{1,20000}$/)

/** What the body of a create request is. */
const isObjectText = (json: string): boolean => isObject(parsedJson(json))

/** More evidence than any account keeps. */
const MOST_EVIDENCE = 100

const lostSchema = z.object({
  ...purchase,
  status: z.number().nullable(),
  fault: z.string().nullable(),
  doubt: z.string(),
})

const evidenceSchema = z.object({
  refused: count,
  neverLearned: count,
  toldOfEnd: count,
  lost: z
    .array(lostSchema.extend({ asked: z.string() }))
    .max(MOST_EVIDENCE)
    .readonly(),
  doubles: z
    .array(z.object({ first: lostSchema, again: z.object(purchase) }))
    .max(MOST_EVIDENCE)
    .readonly(),
  furtherDoubles: count,
})

const tallySchema = z.object({
  charged: z.number(),
  refunded: z.number(),
  refundedTasks: count,
  succeeded: count,
})

const strikeSchema = z.object({ fault: z.string(), settings: data, fraction: z.number() })

const accountSchema = z.object({
  is: z.literal('account'),
  name: name.describe('as journals name it'),
  key: name.describe('the hash of its key; a stunt.* key as it is'),
  chance: z
    .object({ seed: count, of: z.string() })
    .optional()
    .describe('what its chance is drawn from, if not its own key and the seed'),
  clock: clockSchema,
  label: z.string().optional(),
  scenario: scenarioSchema.optional().describe('absent: the one it starts in'),
  created: count.describe('tasks, forgotten ones included'),
  requests: count,
  deliveries: count,
  keptFrom: count.describe('the ordinal of its oldest task that is not forgotten'),
  calls,
  granted: z.number().describe('credits'),
  forgotten: z.partialRecord(provider, tallySchema).optional().describe('what forgotten tasks came to'),
  evidence: evidenceSchema.optional(),
})

const taskSchema = z.object({
  is: z.literal('task'),
  account: z.string(),
  id: z.string(),
  provider,
  ordinal: count,
  model: z.string(),
  at: epochMs.describe('when it was created, epoch ms by the account’s clock'),
  cost: z.number().describe('credits'),
  steps: z
    .union([z.string(), z.array(data)])
    .describe('its timeline: 0 queued,1000 running,4000 succeeded; as objects where a step says more'),
  request: z
    .string()
    .refine(isObjectText, { error: 'is not a JSON object' })
    .describe('the body of its create request, without keys and passwords'),
  reads: count.optional(),
  told: z.boolean().optional().describe('whether its client was told that it ended well'),
  strike: strikeSchema.optional(),
  requested: data.optional().describe('what its create request asked to happen to it'),
  calls: calls.optional().describe('about it alone'),
  product: z.object({ format: z.string(), count: count.max(MOST_RESULTS) }).optional(),
  callback: z.string().optional().describe('where its callbacks go, without name and password'),
})

const readsSchema = z.object({
  is: z.literal('reads'),
  account: z.string(),
  id: z.string(),
  reads: count,
  told: z.boolean(),
  calls: calls.optional(),
})

const deliverySchema = z.object({
  is: z.literal('delivery'),
  account: z.string(),
  id: z.string(),
  task: z.string().describe('the task it belongs to'),
  taskId: z.string().describe('the task it names'),
  provider,
  url: z.string(),
  fault: z.string().optional(),
  createdAt: epochMs,
  body: z.string().describe('what is sent'),
  nth: count.describe('which of the callbacks of its task, from 0'),
  state: z.enum(['pending', 'delivered', 'failed', 'refused']),
  attempts: z
    .array(
      z.object({
        at: epochMs,
        status: z.number().nullable(),
        durationMs: z.number(),
        error: z.string().nullable(),
        answer: z.string().optional(),
      }),
    )
    .max(2 * bounds.attempts.most),
})

const idempotencySchema = z.object({
  is: z.literal('idempotency'),
  account: z.string(),
  key: z.string(),
  digest: z.string(),
  taskId: z.string(),
})

const credits = z.partialRecord(provider, z.number())

const sumsSchema = z.object({
  credits,
  accepted: count,
  neverLearned: count,
  refused: count,
  refundedTasks: count,
  refundedCredits: credits,
  paidTwice: count,
  neverRead: count,
  underWay: count,
})

const serverSchema = z.object({
  is: z.literal('server'),
  clock: clockSchema,
  scenario: scenarioSchema.optional().describe('absent: the one of the settings'),
  past: z
    .object({ total: sumsSchema, labels: z.record(z.string(), sumsSchema) })
    .describe('bills before resets'),
})

const resetSchema = z.object({ is: z.literal('reset'), account: z.string() })
const forgottenSchema = z.object({ is: z.literal('forgotten'), account: z.string() })

export const recordSchema = z.discriminatedUnion('is', [
  serverSchema,
  accountSchema,
  taskSchema,
  readsSchema,
  deliverySchema,
  idempotencySchema,
  resetSchema,
  forgottenSchema,
])

/** What is kept, as `GET state` returns it and `PUT state` takes it. */
export const stateSchema = z.object({
  stuntdouble: z.literal('state'),
  version: z.number().int().describe('of the format'),
  seed: count,
  records: z.array(recordSchema),
})

export type ServerRecord = z.output<typeof serverSchema>
export type AccountRecord = z.output<typeof accountSchema>
export type TaskRecord = z.output<typeof taskSchema>
export type ReadsRecord = z.output<typeof readsSchema>
export type DeliveryRecord = z.output<typeof deliverySchema>
export type IdempotencyRecord = z.output<typeof idempotencySchema>
export type StrikeRecord = z.output<typeof strikeSchema>
export type StateRecord = z.output<typeof recordSchema>
export type StateDocument = z.output<typeof stateSchema>

/** Reads what somebody calls a state. @throws StateError that says which member is wrong */
export const readDocument = (value: unknown): StateDocument => {
  const { records, ...header } = readAs(outerSchema, value, [])
  // One by one, so that of a million wrong ones only the first is looked at.
  return {
    ...header,
    records: records.map((record, index) => readAs(recordSchema, record, ['records', index])),
  }
}

const outerSchema = stateSchema.extend({ records: z.array(z.unknown()) })

const readAs = <T>(schema: z.ZodType<T>, value: unknown, above: readonly PropertyKey[]): T => {
  const { data, error } = schema.safeParse(value)
  if (data !== undefined) return data
  const [issue] = error?.issues ?? []
  const path = [...above, ...(issue?.path ?? [])].join('.')
  throw new StateError(`This is not a state of stuntdouble: ${path}: ${issue?.message}.`)
}
