import { shown } from '../json-path.ts'
import { needed } from '../trial.ts'
import type { Look } from './paid.ts'

const near = (one: number, other: number): boolean => Math.abs(one - other) < 0.001

/** The task is charged once, as quoted, and not at all when it failed; where nobody told a price, no more than was allowed. */
export const chargedOnce: Look = async ({ judge, run }, story) => {
  const { at, priceSource } = run.dialect
  const after = needed(await story.after(), 'the balance cannot be read')
  const charged = Math.round((story.before - after) * 1_000) / 1_000
  const due = story.dueCredits
  const exchange = run.exchanges.findLast(({ ask }) => ask.path === run.dialect.balancePath)
  if (due === undefined) {
    if (story.staysBelow(charged, 'charged')) return
    judge.fails({
      at: at.balance,
      documented: `at most ${story.price} credits less (--model-credits; the pages state no price)`,
      observed: `${charged} credits less`,
      message: 'more was charged than was allowed for it',
      exchange,
    })
    return
  }
  if (near(charged, due)) return
  const message =
    story.phase === 'failed'
      ? 'a failed task was charged'
      : near(charged, 2 * due)
        ? 'the task was charged twice'
        : charged > due
          ? 'more was charged than quoted'
          : 'less was charged than quoted'
  judge.fails({
    at: at.balance,
    documented: `${due} credits less (${story.phase === 'failed' ? 'nothing is charged for a failed task' : priceSource})`,
    observed: `${charged} credits less`,
    message,
    severity: charged > due ? 'error' : 'warning',
    exchange,
  })
}

/** What the create quotes is what the price list says. */
export const quotedAsPriced: Look = ({ judge, run }, story) => {
  const place = run.dialect.at.quote
  if (place === undefined || story.quote === undefined || near(story.quote, story.price)) return
  judge.fails({
    at: place,
    documented: `${story.price} credits (assumed; the pages give one example)`,
    observed: shown(story.quote),
    severity: 'warning',
    wrong: 'contract',
    message: 'the quote is not what our price list says',
    exchange: story.created,
  })
}
