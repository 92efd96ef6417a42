import { shown } from '../json-path.ts'
import type { Judge } from '../judge.ts'
import type { Exchange } from '../wire/wire.ts'

/** Whether an answer is JSON and says so. What is not becomes a finding. */
export const isJson = (judge: Judge, exchange: Exchange): boolean => {
  const type = exchange.headers['content-type'] ?? ''
  if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type)) {
    judge.fail({
      at: 'header content-type',
      documented: 'application/json',
      observed: shown(type),
      message: 'the answer does not say that it is JSON',
      exchange,
    })
  }
  if (exchange.json !== undefined) return true
  judge.fail({
    at: '$',
    documented: 'JSON',
    observed: shown(exchange.text),
    message: 'the answer is not JSON',
    exchange,
  })
  return false
}
