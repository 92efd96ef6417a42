import { z } from 'zod'
import { providerNames } from '../../contracts/index.ts'
import { VERDICTS } from '../bill/create-bill.ts'

/** What the control API sends, as schemas: tests check them, and its OpenAPI document publishes them. */

export const providerSchema = z.enum(providerNames)

const epochMs = z.number().describe('epoch ms by the account’s clock')

const exchangeBillSchema = z.object({
  verdict: z
    .enum(VERDICTS)
    .describe('never-learned: accepted and billed, and the response does not tell the client so'),
  credits: z.number().describe('what the task cost; 0 where there is none'),
  text: z.string().describe('the same in words: accepted, 100 credits'),
})

export const exchangeSchema = z.object({
  id: z.string(),
  at: epochMs,
  durationMs: z.number().describe('real ms'),
  account: z.string().nullable(),
  provider: providerSchema.nullable(),
  operation: z.string().nullable(),
  method: z.string(),
  url: z.string(),
  status: z.number().int().nullable().describe('null where the connection ended without one'),
  task: z.string().nullable(),
  fault: z.string().nullable(),
  note: z.string().nullable(),
  bill: exchangeBillSchema.nullable().describe('what a create request came to; null for other requests'),
  request: z.object({ headers: z.record(z.string(), z.string()), body: z.string() }),
  response: z.object({ status: z.number().int().nullable(), body: z.string() }),
})

const stepSchema = z.object({
  at: epochMs.nullable().describe('null if time alone never leads to it'),
  phase: z.enum(['queued', 'running', 'succeeded', 'failed']),
})

export const taskSchema = z.object({
  id: z.string(),
  account: z.string(),
  provider: providerSchema,
  model: z.string(),
  phase: z.enum(['queued', 'running', 'succeeded', 'failed']),
  failure: z.object({ code: z.string().optional(), message: z.string().optional() }).nullable(),
  told: z
    .object({ code: z.string(), message: z.string() })
    .nullable()
    .describe('the words in which its client reads why it failed; null where it reads none'),
  fault: z.string().nullable(),
  cost: z.number().describe('credits'),
  createdAt: epochMs,
  endsAt: epochMs.nullable(),
  steps: z.array(stepSchema).describe('its whole life as planned'),
  reads: z.number().int(),
  prompt: z.string().nullable(),
  request: z.unknown(),
  media: z
    .object({
      output: z.enum(['video', 'image', 'audio', 'text']),
      durationSeconds: z.number(),
      aspectRatio: z.string(),
      resolution: z.string(),
    })
    .describe('what it makes'),
  resultUrl: z.string().nullable().describe('its first file'),
  resultUrls: z.array(z.string()),
  resultObject: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('what the response holds instead of a file, such as a text'),
})

export const deliverySchema = z.object({
  id: z.string(),
  taskId: z.string(),
  account: z.string(),
  provider: providerSchema,
  url: z.string(),
  fault: z.string().nullable().describe('because of which it deviates'),
  createdAt: epochMs,
  state: z.enum(['pending', 'delivered', 'failed', 'refused']),
  attempts: z.array(
    z.object({
      at: epochMs,
      status: z.number().int().nullable(),
      durationMs: z.number().describe('ms by the account’s clock'),
      error: z.string().nullable(),
      answer: z.string().nullable().describe('the beginning of what the receiver responded'),
      signature: z.enum(['valid', 'wrong', 'none']).nullable().describe('null if it is no longer known'),
      headers: z.record(z.string(), z.string()).describe('as they were sent'),
    }),
  ),
  body: z.string().nullable().describe('what was sent'),
})

export const listSchema = (item: z.ZodType) =>
  z.object({ items: z.array(item), dropped: z.number().int().describe('how many older ones are gone') })

export const clockSchema = z.object({
  kind: z.enum(['real', 'manual']),
  speed: z.number().describe('how many times faster than real it runs; 0 for one that is moved by hand'),
  now: epochMs,
  iso: z.string(),
  due: z.array(z.object({ at: epochMs, label: z.string(), account: z.string() })),
})

export const accountSchema = z.object({
  name: z.string(),
  label: z.string().nullable().describe('as X-Stuntdouble-Label said'),
  keyHint: z
    .string()
    .nullable()
    .describe('the first and last characters of its key, if it is long enough to keep the rest a secret'),
  scenario: z.string(),
  now: epochMs,
  credits: z.number(),
  tasks: z.number().int(),
  running: z.number().int(),
  exchanges: z.number().int(),
  deliveries: z.number().int(),
})

export const scenarioSchema = z.object({
  name: z.string(),
  about: z.string(),
  rules: z.array(z.record(z.string(), z.unknown())),
  notes: z
    .array(z.string())
    .describe('the parts that can do nothing under these settings, and were left out'),
})

export const inboxSchema = z.object({
  name: z.string(),
  received: z.number().int(),
  lastAt: z.number().nullable().describe('epoch ms by the server’s clock'),
})

export const receivedSchema = z.object({
  at: z.number().describe('epoch ms by the clock of the account, or the server’s if it is nobody’s'),
  account: z.string().nullable().describe('whose callback it is, or whose key it came with'),
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  answered: z.number().int(),
})

export const errorSchema = z.object({
  error: z.string().describe('one sentence: what was wrong, and what would be right'),
})
