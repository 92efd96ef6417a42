import { z } from 'zod'
import { type ProviderName, providerNames } from '../../contracts/index.ts'

/** What a bill looks like, in process and under `/__stuntdouble/bill`. */

const count = z.number().int()

const creditsSchema = z
  .object(
    Object.fromEntries(providerNames.map((name) => [name, z.number()])) as Record<ProviderName, z.ZodNumber>,
  )
  .describe('by provider, in its own credits')

const sums = {
  text: z
    .string()
    .describe('the sum in words: would have cost 6,340 credits = 31.70 US dollars, 2 tasks paid twice'),
  usDollars: z.number().describe('what the credits are worth at the rates that the contracts know'),
  credits: creditsSchema.describe(
    'what tasks cost, less what failed ones gave back, in each provider’s credits',
  ),
  creates: z
    .object({
      accepted: count,
      refused: count,
      neverLearned: count.describe('of the accepted ones: those whose response did not tell the client so'),
    })
    .describe('create requests'),
  refunded: z.object({ tasks: count, credits: creditsSchema }),
  paidTwice: count.describe(
    'tasks bought again with the same body after a response that did not name the first',
  ),
  neverRead: count.describe('paid tasks that ended well and whose end was neither read nor delivered'),
  underWay: count.describe('tasks that have not ended'),
}

const purchaseSchema = z.object({
  exchange: z.string().describe('the id of the create request in the journal'),
  task: z.string(),
  at: z.number().describe('epoch ms by the account’s clock'),
})

const doublePaymentSchema = z.object({
  first: purchaseSchema,
  answer: z
    .object({
      status: count.nullable().describe('null where the connection ended without one'),
      fault: z.string().nullable(),
      problem: z.string().describe('why it did not tell the client of the task'),
    })
    .describe('the response to the first request'),
  again: purchaseSchema.describe('the same body, sent again'),
  credits: z.number().describe('what was paid once too often'),
})

const orphanSchema = z.object({
  task: z.string(),
  credits: z.number(),
  endedAt: z.number().describe('epoch ms by the account’s clock'),
  reads: count.describe('how often it was read before its end'),
})

const report = z
  .string()
  .describe('the bill for people, with the requests that show what was paid for twice or lost')

export const accountBillSchema = z.object({
  account: z.string().describe('as journals name it'),
  label: z.string().nullable().describe('as X-Stuntdouble-Label said'),
  ...sums,
  report,
  doublePayments: z.array(doublePaymentSchema).describe('the newest 20'),
  orphans: z.array(orphanSchema).describe('the newest 20 of those never read to their end'),
})

export const billSchema = z.object({
  ...sums,
  report,
  accounts: z.array(accountBillSchema),
  labels: z.array(z.object({ label: z.string(), ...sums })).describe('the accounts of each label, added up'),
  beforeResets: z.object(sums).describe('what accounts came to before they were reset: part of the sum'),
})

/** What one account's create requests came to. */
export type AccountBill = z.output<typeof accountBillSchema>

/** What a whole run came to. */
export type Bill = z.output<typeof billSchema>
