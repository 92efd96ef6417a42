import { Refusal } from '../http/refusal.ts'
import type { Visit } from '../http/visit.ts'
import { isTooDeep } from './nesting.ts'

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i

/** The call's body as a JSON object. @throws Refusal `wrong-content-type` or `malformed-json` */
export const jsonBody = ({ body, request }: Visit): Readonly<Record<string, unknown>> => {
  const contentType = request.headers['content-type']
  if (contentType !== 'application/json' && !JSON_TYPE.test(contentType ?? '')) {
    const sent = contentType === undefined ? 'no content type' : JSON.stringify(contentType)
    throw new Refusal('wrong-content-type', `The body is sent as application/json, not with ${sent}.`)
  }
  if (body === '') throw new Refusal('malformed-json', 'The body is empty; it is a JSON object.')
  if (isTooDeep(body)) throw new Refusal('malformed-json', 'The body is nested too deeply.')
  const value = parsed(body)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal('malformed-json', 'The body is JSON, but not an object.')
  }
  return value as Record<string, unknown>
}

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch (error) {
    throw new Refusal('malformed-json', `The body is not JSON: ${(error as Error).message}.`)
  }
}
