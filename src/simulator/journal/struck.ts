import { remembering } from '../../basics/remembering.ts'
import {
  isSecretHeader,
  REDACTED,
  type Secrets,
  secretsInHeader,
  withoutPasswords,
} from '../../contracts/secrets.ts'

/** Members with our own words, which may look like a key: `phase: "succeeded"`. */
const OURS: ReadonlySet<string> = new Set(
  'account provider operation method status phase state fault id task taskId name scenario current type kind event level verdict'.split(
    ' ',
  ),
)

/** Where our members are: in lists, not in what callers sent. */
const HOLDERS: ReadonlySet<string> = new Set(['items', 'item', 'attempts', 'steps', 'due', 'rules', 'bill'])

/** A longer word is not one of ours. */
const LONGEST_WORD = 20

/**
 * What is about to be shown, without any secret: everything that leaves the simulator (lists, events, archives,
 * inboxes, log) goes through here. Members with our own words stay as they are.
 */
export const struck = <T>(value: T, secrets: Secrets): T => redact(value, secrets, true) as T

/** The items of a list without any secret, each when it is asked for. */
export function* struckOneByOne<T>(items: Iterable<T>, secrets: Secrets): Generator<T> {
  // As in a list, members have words of our own.
  for (const item of items) yield struck(item, secrets)
}

const redact = (value: unknown, secrets: Secrets, isOurs: boolean): unknown => {
  if (typeof value === 'string') return secrets.strike(withoutPasswords(value))
  if (Array.isArray(value)) return value.map((item) => redact(item, secrets, isOurs))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (isOurs && OURS.has(name)) return [name, member]
      if (name === 'headers' && typeof member === 'object' && !Array.isArray(member)) {
        return [name, withoutSecretHeaders(member as Readonly<Record<string, unknown>>, secrets)]
      }
      // Callers choose names of members too.
      const shownName = name.length > LONGEST_WORD ? secrets.strike(name) : name
      return [shownName, redact(member, secrets, isOurs && HOLDERS.has(name))]
    }),
  )
}

const withoutSecretHeaders = (
  headers: Readonly<Record<string, unknown>>,
  secrets: Secrets,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      isSecretHeader(name) ? REDACTED : redact(value, secrets, false),
    ]),
  )

type Headers = Readonly<Record<string, string | string[] | undefined>>

/** Requests have the same few headers again and again. */
const isSecret = remembering(isSecretHeader)
const secretsIn = remembering(secretsInHeader)

/** Records the secrets in a request's headers, whatever the headers are called. */
export const noteHeaders = (headers: Headers, secrets: Secrets): void => {
  for (const name in headers) {
    const value = headers[name]
    if (value === undefined || !isSecret(name)) continue
    for (const secret of secretsIn(String(value))) if (!secret.startsWith('stunt.')) secrets.note(secret)
  }
}
