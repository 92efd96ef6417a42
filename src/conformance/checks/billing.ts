import { shown, valueAt } from '../json-path.ts'
import { ROUNDING } from '../money/balance-watch.ts'
import { needed } from '../trial.ts'
import type { CallbackCheck } from './callbacks.ts'
import type { KnownTaskCheck } from './known.ts'
import type { TaskCheck } from './paid.ts'

/** What a response about a task says that it cost, by place. */
const billsIn = (json: unknown, places: readonly string[]): readonly (readonly [string, number])[] =>
  places.flatMap((at) => {
    const credits = valueAt(json, at)
    return typeof credits === 'number' ? [[at, credits] as const] : []
  })

const isNear = (one: number, other: number): boolean => Math.abs(one - other) <= ROUNDING

const inCredits = (amount: number): number => Math.round(amount * 1_000) / 1_000

/** What the ended task says that it cost is what the balance fell by. */
export const billedAsCharged: TaskCheck = ({ judge, run }, task) => {
  const charged = inCredits(task.before - needed(task.after, 'the balance cannot be read'))
  const ended = needed(task.ended, 'the task was not seen to end')
  for (const [at, credits] of billsIn(ended.json, run.facts.bills.query))
    if (!isNear(credits, charged))
      judge.fail({
        at,
        documented: `${charged} credits, as the balance fell`,
        observed: shown(credits),
        message: 'the task says another price than was charged',
        exchange: ended,
      })
}

/** The same of callbacks, which may also say what is left. */
export const callbackBillsAsCharged: CallbackCheck = ({ judge, run }, _first, calls, task) => {
  const after = needed(task.after, 'the balance cannot be read')
  const charged = inCredits(task.before - after)
  const { bills, remainsAt } = run.facts
  for (const { json } of calls) {
    for (const [at, credits] of billsIn(json, bills.callback))
      if (!isNear(credits, charged))
        judge.fail({
          at: `callback ${at}`,
          documented: `${charged} credits, as the balance fell`,
          observed: shown(credits),
          message: 'the callback says another price than was charged',
        })
    const left = remainsAt === undefined ? undefined : valueAt(json, remainsAt)
    // Other programs may use the same key.
    if (typeof left === 'number' && !isNear(left, after))
      judge.fail({
        at: `callback ${remainsAt}`,
        documented: `${after}, the balance after the task`,
        observed: shown(left),
        severity: 'warning',
        message: 'the callback says that another balance is left',
      })
  }
}

/** An ended task says one price: nothing when it failed, else what the price list says of its request. */
export const billedAsPriced: KnownTaskCheck = ({ judge, run }, { first, phase }) => {
  const { contract, bills, requestIn, priceSource, at: places } = run.facts
  const told = billsIn(first.json, bills.query)
  const request = requestIn(first.json)
  const isPriced = request !== undefined && !run.models.isImported(valueAt(first.json, places.model))
  const price = isPriced ? contract.price(contract.mediaOf(request)) : undefined
  const [, other] = told[0] ?? []
  for (const [at, credits] of told) {
    if (phase === 'failed' && credits > 0)
      tell(at, credits, '0 credits: nothing is charged for a failed task')
    else if (other !== undefined && !isNear(credits, other))
      tell(at, credits, `${other} credits, as ${told[0]?.[0]} says`)
    else if (phase === 'succeeded' && price !== undefined && !isNear(credits, price))
      tell(at, credits, `${price} credits (${priceSource})`, 'warning')
  }

  function tell(at: string, credits: number, documented: string, severity?: 'warning'): void {
    judge.fail({
      at,
      documented,
      observed: shown(credits),
      severity,
      wrong: severity === undefined ? 'provider' : 'contract',
      message: 'the task says another price than it should cost',
      exchange: first,
    })
  }
}
