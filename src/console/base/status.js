/** @import { Exchange } from '../types.d.ts' */

/**
 * A response's status, with the code in its body if the provider reports there what HTTP does not.
 *
 * @type {(exchange: Exchange) => string}
 */
export const statusText = ({ status, response }) => {
  if (status === null) return 'cut off'
  const code = /^\{"code":\s*(\d{3})\b/.exec(response.body)?.[1]
  return code === undefined || code === String(status) ? String(status) : `${status} · ${code}`
}

/**
 * The colour of a status: a response may have status 200 and still be a refusal, by its body.
 *
 * @type {(exchange: Exchange) => 'succeeded' | 'note' | 'failed'}
 */
export const statusKind = (exchange) => {
  const text = statusText(exchange).split(' ').at(-1) ?? ''
  if (!/^\d/.test(text)) return 'failed'
  return text < '400' ? 'succeeded' : text < '500' ? 'note' : 'failed'
}

/** What a request is for, by the name of its operation. @type {(exchange: Exchange) => 'create' | 'poll' | 'download' | 'other'} */
export const purposeOf = ({ operation, bill, task }) => {
  if (bill !== null) return 'create'
  if (operation?.endsWith('.result')) return 'download'
  return task === null ? 'other' : 'poll'
}
