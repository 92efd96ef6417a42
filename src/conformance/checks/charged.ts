import { shown } from '../json-path.ts'
import { needed } from '../trial.ts'
import type { TaskCheck } from './paid.ts'

const near = (one: number, other: number): boolean => Math.abs(one - other) < 0.001

/** The task is charged once, as quoted, and not at all if it failed; if no price is known, no more than was allowed. */
export const chargedOnce: TaskCheck = async ({ judge, run }, task) => {
  const { at, priceSource } = run.facts
  const after = needed(task.after, 'the balance cannot be read')
  const charged = Math.round((task.before - after) * 1_000) / 1_000
  const due = task.dueCredits
  const exchange = run.provider.exchanges.findLast(({ ask }) => ask.path === run.facts.balancePath)
  if (due === undefined) {
    if (task.staysBelow(charged, 'charged')) return
    judge.fail({
      at: at.balance,
      documented: `at most ${task.price} credits less (--model-credits; the pages state no price)`,
      observed: `${charged} credits less`,
      message: 'more was charged than was allowed for it',
      exchange,
    })
    return
  }
  if (near(charged, due)) return
  const message =
    task.phase === 'failed'
      ? 'a failed task was charged'
      : near(charged, 2 * due)
        ? 'the task was charged twice'
        : charged > due
          ? 'more was charged than quoted'
          : 'less was charged than quoted'
  judge.fail({
    at: at.balance,
    documented: `${due} credits less (${task.phase === 'failed' ? 'nothing is charged for a failed task' : priceSource})`,
    observed: `${charged} credits less`,
    message,
    severity: charged > due ? 'error' : 'warning',
    exchange,
  })
}

/** The quote in the response to the create request agrees with the price list. */
export const quotedAsPriced: TaskCheck = ({ judge, run }, task) => {
  const place = run.facts.at.quote
  if (place === undefined || task.quote === undefined || near(task.quote, task.price)) return
  judge.fail({
    at: place,
    documented: `${task.price} credits (assumed; the pages give one example)`,
    observed: shown(task.quote),
    severity: 'warning',
    wrong: 'contract',
    message: 'the quote differs from our price list',
    exchange: task.created,
  })
}
