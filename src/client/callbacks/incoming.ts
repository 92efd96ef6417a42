import { bodyJson } from '../../contracts/check/json.ts'
import type { CallbackHeaders } from '../providers/provider.ts'

/** One callback in the form that web frameworks provide. */
export interface Incoming {
  readonly method: string | undefined
  readonly headers: CallbackHeaders
  /** Its bytes, their text, or what a body parser has made of them. */
  readonly body: unknown
}

/** Takes a callback and returns the HTTP status to respond with, at once. */
export type Receive = (incoming: Incoming) => number

/** Larger than any callback of these providers, bytes. */
export const LONGEST_CALLBACK = 1024 * 1024

/** Whether a body is longer than a callback can be; a parsed body is not measured again. */
export const isTooLong = (body: unknown): boolean => {
  if (typeof body === 'string') return Buffer.byteLength(body) > LONGEST_CALLBACK
  return body instanceof Uint8Array && body.length > LONGEST_CALLBACK
}

/** The JSON of a body, whoever has parsed it; `undefined` if it is not JSON. */
export const jsonOf = (body: unknown): unknown => {
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) return body
  return bodyJson(typeof body === 'string' ? body : Buffer.from(body).toString('utf8'))
}
