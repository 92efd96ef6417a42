import type { Judge } from '../judge.ts'
import { type Exchange, isRedirect } from '../wire/wire.ts'

/** Whether a response sends the caller elsewhere, which becomes a finding: what is in it says nothing. */
export const leadsElsewhere = (judge: Judge, exchange: Exchange): boolean => {
  if (!isRedirect(exchange)) return false
  const { status, headers } = exchange
  judge.fail({
    at: 'header location',
    documented: 'no redirect',
    observed: `status ${status}, to ${headers.location ?? 'nowhere'}`,
    message: 'a redirect: is the base URL still the right one?',
    exchange,
  })
  return true
}

/** Whether a response is not a redirect. A success must have this status; another one is a finding. */
export const hasStatusOf = (judge: Judge, exchange: Exchange, wanted: number): boolean => {
  if (leadsElsewhere(judge, exchange)) return false
  if (exchange.status !== wanted)
    judge.fail({
      at: 'status',
      documented: String(wanted),
      observed: String(exchange.status),
      message: `a success has another status than ${wanted}`,
      exchange,
    })
  return true
}
