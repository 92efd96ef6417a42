import type { Case } from '../case.ts'
import { CouldNotCheck } from '../could-not-check.ts'

/** A run that was killed between a create request and its response leaves an open line behind. */
export const ledgerSettled: Case = {
  id: 'ledger-settled',
  about: 'no earlier run left a create request of unknown outcome',
  tier: 'free',
  isGuard: true,
  check: ({ run }) => {
    const { ledger } = run.money
    const [first, ...more] = ledger.unresolved()
    const lost = ledger.unreadable()
    if (first === undefined && lost.length > 0)
      throw new CouldNotCheck(
        `${ledger.place} has ${lost.length === 1 ? 'a line that is' : 'lines that are'} not of a ledger (${lost.slice(0, 3).join(', ')}${lost.length > 3 ? ', …' : ''}), cut short or edited, so a task that was bought may be missing from it: look at the account's tasks, then run once with --resolve`,
      )
    if (first === undefined) return
    const price = first.credits === undefined ? '' : `, for ${first.credits} credits,`
    const others = more.length === 0 ? '' : `, and ${more.length} more`
    throw new CouldNotCheck(
      `a create request of ${first.at} to ${first.baseUrl}${price} may have been billed, and its outcome was never written to ${ledger.place}${others}: look at the account's tasks of that time, then run once with --resolve`,
    )
  },
}
