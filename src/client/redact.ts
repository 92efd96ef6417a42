import { inspect } from 'node:util'
import type { Redact } from '../contracts/redact.ts'

/** A cause in a form that is safe to show: itself, unless printing it would print a secret. */
export const redactedCause = (cause: unknown, redact: Redact): unknown => {
  const shown = inspect(cause, { depth: 10, showHidden: true })
  if (redact(shown) === shown) return cause
  return new Error(redact(cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)))
}
