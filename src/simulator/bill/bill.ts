import type { Account } from '../accounts/account.ts'
import type { Simulation } from '../simulation.ts'
import { endOf, type Task } from '../tasks/task.ts'
import type { AccountBill, Bill } from './bill-schema.ts'
import { billText } from './bill-text.ts'
import { isDoneAt } from './create-bill.ts'
import type { DoublePayment } from './evidence.ts'
import type { Purchase } from './lost-creates.ts'
import { added, dollarsOf, NO_SUMS, type Sums, sumsOf, sumsText } from './sums.ts'

/** As many as anybody reads. */
const MOST_ORPHANS = 20

/** US dollars to a hundredth of a cent. */
const rounded = (dollars: number): number => Math.round(dollars * 10_000) / 10_000

const showSums = (sums: Sums) => {
  const { credits, accepted, refused, neverLearned, refundedTasks, refundedCredits } = sums
  const { paidTwice, neverRead, underWay } = sums
  return {
    text: sumsText(sums),
    usDollars: rounded(dollarsOf(credits)),
    credits,
    creates: { accepted, refused, neverLearned },
    refunded: { tasks: refundedTasks, credits: refundedCredits },
    paidTwice,
    neverRead,
    underWay,
  }
}

const showPurchase = ({ exchange, taskId, at }: Purchase) => ({ exchange, task: taskId, at })

const showDouble = ({ first, again }: DoublePayment) => ({
  first: showPurchase(first),
  answer: { status: first.status, fault: first.fault, problem: first.doubt },
  again: showPurchase(again),
  credits: again.cost,
})

/** Tasks that ended well, and whose end the client was never told: the newest. */
const orphansOf = ({ tasks, clock }: Account, count: number): readonly Task[] => {
  if (count === 0) return []
  const now = clock.now()
  return [...tasks.values()].filter((task) => !task.isEndTold && isDoneAt(task, now)).slice(-MOST_ORPHANS)
}

/** What an account's create requests have come to by now. */
export const billOfAccount = (account: Account): AccountBill => {
  const sums = sumsOf(account)
  const bill = {
    account: account.name,
    label: account.label ?? null,
    ...showSums(sums),
    doublePayments: account.evidence.doublesAt(account.clock.now()).shown.map(showDouble),
    orphans: orphansOf(account, sums.neverRead).map((task) => ({
      task: task.id,
      credits: task.cost,
      endedAt: endOf(task) ?? task.createdAt,
      reads: task.reads,
    })),
  }
  return { ...bill, report: billText(bill) }
}

const totalOf = (sums: readonly Sums[]): Sums => sums.reduce(added, NO_SUMS)

const sumsByLabel = (accounts: readonly Account[], past: ReadonlyMap<string, Sums>): Map<string, Sums> => {
  const sums = new Map(past)
  for (const account of accounts) {
    const { label } = account
    if (label !== undefined) sums.set(label, added(sums.get(label) ?? NO_SUMS, sumsOf(account)))
  }
  return sums
}

/** The sum, and the accounts in which something was paid for twice or lost. */
const reportOf = (text: string, bills: readonly AccountBill[]): string =>
  [
    text,
    ...bills.filter(({ paidTwice, neverRead }) => paidTwice + neverRead > 0).map(({ report }) => report),
  ].join('\n')

/** What one account, or the whole run, has come to by now. */
export const billOf = (simulation: Simulation, account?: Account): Bill => {
  const accounts = account === undefined ? simulation.accounts.all() : [account]
  const past = account === undefined ? simulation.pastBills.total : NO_SUMS
  const pastByLabel = account === undefined ? simulation.pastBills.byLabel : new Map<string, Sums>()
  const bills = accounts.map(billOfAccount)
  const sums = showSums(totalOf([past, ...accounts.map(sumsOf)]))
  return {
    ...sums,
    report: reportOf(sums.text, bills),
    accounts: bills,
    labels: [...sumsByLabel(accounts, pastByLabel)].map(([label, sums]) => ({ label, ...showSums(sums) })),
    beforeResets: showSums(past),
  }
}
