import { shown } from '../json-path.ts'
import type { Judge } from '../judge.ts'
import type { Exchange } from '../wire/wire.ts'

/** Whether an answer is JSON and says so. What is not becomes a finding, which says the `fields` that should be there. */
export const isJson = (judge: Judge, exchange: Exchange, fields?: string): boolean => {
  const type = exchange.headers['content-type'] ?? ''
  if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type)) {
    judge.fail({
      at: 'header content-type',
      documented: 'application/json',
      observed: shown(type),
      message: 'the response does not say that it is JSON',
      exchange,
    })
  }
  if (exchange.json !== undefined) return true
  judge.fail({
    at: '$',
    documented: fields === undefined ? 'JSON' : `JSON with ${fields}`,
    observed: exchange.text === '' ? 'no body' : shown(exchange.text),
    message: exchange.text === '' ? 'the answer has no body' : 'the answer is not JSON',
    exchange,
  })
  return false
}
