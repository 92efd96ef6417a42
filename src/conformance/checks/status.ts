import type { Judge } from '../judge.ts'
import { type Exchange, isRedirect } from '../wire/wire.ts'

/** Whether a successful response has the status it must have; another one is a finding. */
export const hasStatusOf = (judge: Judge, exchange: Exchange, wanted: number): boolean => {
  const { status, headers } = exchange
  if (status === wanted) return true
  const isElsewhere = isRedirect(exchange)
  judge.fail({
    at: 'status',
    documented: String(wanted),
    observed: isElsewhere ? `${status}, to ${headers.location ?? 'nowhere'}` : String(status),
    message: isElsewhere
      ? 'a redirect: is the base URL still the right one?'
      : `a success has another status than ${wanted}`,
    exchange,
  })
  // What is in a redirect says nothing.
  return !isElsewhere
}
