import { contracts, type ProviderName, providerNames } from '../../contracts/index.ts'
import type { Account } from '../accounts/account.ts'
import { creditsText } from './create-bill.ts'

/** What create requests came to. Everything is a number, so that accounts can be added up. */
export interface Sums {
  /** Credits by provider: what tasks cost, less what failed ones gave back. */
  readonly credits: Readonly<Record<ProviderName, number>>
  readonly accepted: number
  /** Of the accepted ones: those whose client never learned it. */
  readonly neverLearned: number
  readonly refused: number
  readonly refundedTasks: number
  readonly refundedCredits: Readonly<Record<ProviderName, number>>
  readonly paidTwice: number
  /** Tasks that ended well, were paid for, and whose end the client was never told. */
  readonly neverRead: number
  readonly underWay: number
}

/** Sums as they are kept: without the providers that there were not. */
export interface KeptSums extends Omit<Sums, 'credits' | 'refundedCredits'> {
  readonly credits: Readonly<Partial<Sums['credits']>>
  readonly refundedCredits: Readonly<Partial<Sums['credits']>>
}

const byProvider = (numberOf: (name: ProviderName) => number): Readonly<Record<ProviderName, number>> =>
  Object.fromEntries(providerNames.map((name) => [name, numberOf(name)])) as Record<ProviderName, number>

export const NO_SUMS: Sums = {
  credits: byProvider(() => 0),
  accepted: 0,
  neverLearned: 0,
  refused: 0,
  refundedTasks: 0,
  refundedCredits: byProvider(() => 0),
  paidTwice: 0,
  neverRead: 0,
  underWay: 0,
}

export const added = (a: Sums, b: Sums): Sums => ({
  credits: byProvider((name) => a.credits[name] + b.credits[name]),
  accepted: a.accepted + b.accepted,
  neverLearned: a.neverLearned + b.neverLearned,
  refused: a.refused + b.refused,
  refundedTasks: a.refundedTasks + b.refundedTasks,
  refundedCredits: byProvider((name) => a.refundedCredits[name] + b.refundedCredits[name]),
  paidTwice: a.paidTwice + b.paidTwice,
  neverRead: a.neverRead + b.neverRead,
  underWay: a.underWay + b.underWay,
})

/** Sums that were kept, of every provider. */
export const revivedSums = ({ credits, refundedCredits, ...counts }: KeptSums): Sums => ({
  ...counts,
  credits: byProvider((name) => credits[name] ?? 0),
  refundedCredits: byProvider((name) => refundedCredits[name] ?? 0),
})

/** What an account's create requests have come to by now. */
export const sumsOf = ({ ledger, evidence, clock }: Account): Sums => {
  const now = clock.now()
  const tallies = ledger.talliesAt(now)
  const total = (name: 'running' | 'succeeded' | 'refundedTasks'): number =>
    [...tallies.values()].reduce((sum, tally) => sum + tally[name], 0)
  const [underWay, succeeded, refundedTasks] = [total('running'), total('succeeded'), total('refundedTasks')]
  return {
    credits: byProvider((name) => tallies.get(name)?.charged ?? 0),
    accepted: underWay + succeeded + refundedTasks,
    neverLearned: evidence.neverLearned,
    refused: evidence.refused,
    refundedTasks,
    refundedCredits: byProvider((name) => tallies.get(name)?.refunded ?? 0),
    paidTwice: evidence.doublesAt(now).count,
    neverRead: succeeded - evidence.toldOfEnd,
    underWay,
  }
}

/** Credits in US dollars, at the rates the contracts know. */
export const dollarsOf = (credits: Sums['credits']): number =>
  providerNames.reduce((sum, name) => sum + credits[name] / contracts[name].creditRate.perDollar, 0)

const tasksText = (count: number, what = ''): string => `${count} ${what}task${count === 1 ? '' : 's'}`

const costText = ({ credits }: Sums): string => {
  const spent = providerNames.filter((name) => credits[name] > 0)
  const texts =
    spent.length === 1
      ? spent.map((name) => creditsText(credits[name]))
      : spent.map((name) => creditsText(credits[name]).replace(' ', ` ${contracts[name].title} `))
  return `would have cost ${texts.join(' and ') || '0 credits'} = ${dollarsOf(credits).toFixed(2)} US dollars`
}

/** Sums as a person reads them: `would have cost 6,340 credits = 31.70 US dollars, 2 tasks paid twice`. */
export const sumsText = (sums: Sums): string => {
  const { accepted, refused, paidTwice, neverLearned, neverRead, refundedTasks, underWay } = sums
  if (accepted === 0) return refused === 0 ? 'nothing was asked for' : 'nothing was bought'
  return [
    costText(sums),
    paidTwice > 0 && `${tasksText(paidTwice)} paid twice`,
    neverLearned > 0 && `${tasksText(neverLearned)} billed without the client learning it`,
    neverRead > 0 &&
      `${tasksText(neverRead, 'paid ')} never read to ${neverRead === 1 ? 'its' : 'their'} end`,
    refundedTasks > 0 && `${tasksText(refundedTasks)} refunded`,
    underWay > 0 && `${tasksText(underWay)} still under way`,
  ]
    .filter(Boolean)
    .join(', ')
}
