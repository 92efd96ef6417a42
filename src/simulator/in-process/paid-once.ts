import type { AccountBill, Bill } from '../bill/bill-schema.ts'

/** What a matcher returns to vitest or Jest. */
interface Matched {
  readonly pass: boolean
  readonly message: () => string
}

const billIn = (received: unknown): AccountBill | Bill => {
  const billed = received as Partial<Record<'bill' | 'paidTwice', unknown>> | null | undefined
  if (typeof billed?.bill === 'function') return billed.bill()
  if (typeof billed?.paidTwice === 'number') return billed as unknown as AccountBill
  throw new TypeError(
    'toHavePaidOnce takes an account, a simulator, or a bill as GET /__stuntdouble/bill returns it.',
  )
}

/** Passes when something was bought, and nothing was paid for twice. A failure shows the bill with its evidence. */
export const toHavePaidOnce = (received: unknown): Matched => {
  const { creates, paidTwice, report } = billIn(received)
  const pass = creates.accepted > 0 && paidTwice === 0
  const expected = pass
    ? 'expected something to be paid for twice, or nothing at all'
    : creates.accepted === 0
      ? 'expected something to be bought'
      : 'expected everything to be paid for once'
  return { pass, message: () => `${expected}\n\n${report}` }
}
