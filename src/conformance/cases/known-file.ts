import type { Case } from '../case.ts'
import { ofKnownTasks } from '../checks/known.ts'
import { linksServe } from '../checks/result.ts'
import { valueAt } from '../json-path.ts'

/** Links live for a known time; a file that should still be there is read. The task this run buys has a case of its own. */
export const knownFile: Case = {
  id: 'known-file',
  about: 'the result of a finished task is served as long as links live, whole and as ordered',
  tier: 'free',
  needs: ['known-task'],
  isRead: true,
  check: ofKnownTasks(async (trial, { id, first, phase }) => {
    const { facts, money, models } = trial.run
    if (phase !== 'succeeded' || money.ledger.bought.includes(id)) return
    const { at, timeUnit, endedAt, contract, requestIn } = facts
    const ended = valueAt(first.json, endedAt ?? at.createdAt)
    const endedMs = typeof ended === 'number' ? ended * (timeUnit === 's' ? 1_000 : 1) : Number.NaN
    const ageMs = first.at - endedMs
    // A clock that runs elsewhere, as a simulator's may, says nothing of the link.
    if (!(ageMs > -60_000 && ageMs < contract.resultLifetimeMs)) return
    const output = models.outputOf(valueAt(first.json, at.model))
    if (output !== undefined) await linksServe(trial, first, { output, body: requestIn(first.json) })
  }),
}
