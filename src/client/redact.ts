import { inspect } from 'node:util'

/** Takes secrets out of a text. */
export type Redact = (text: string) => string

export const redactor = (secrets: readonly (string | undefined)[]): Redact => {
  const known = secrets.filter((secret) => secret !== undefined && secret !== '')
  return (text) => known.reduce<string>((rest, secret) => rest.replaceAll(String(secret), '[redacted]'), text)
}

/** A cause as it may be shown: itself, unless printing it would print a secret. */
export const redactedCause = (cause: unknown, redact: Redact): unknown => {
  const shown = inspect(cause, { depth: 10, showHidden: true })
  if (redact(shown) === shown) return cause
  return new Error(redact(cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)))
}
