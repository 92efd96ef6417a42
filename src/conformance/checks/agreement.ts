import { isDeepStrictEqual } from 'node:util'
import { parsedJson } from '../../contracts/check/json.ts'

/** How much of two values is the same: all of it; all but where links lead; or less. */
export type Agreement = 'same' | 'other-links' | 'different'

const parsedText = (text: string): unknown => (/^[[{]/.test(text) ? (parsedJson(text) ?? text) : text)

/** Texts of JSON as what they hold, to any depth, and links as `linkAs` makes them. */
const plainly = (value: unknown, linkAs: (link: string) => string): unknown => {
  if (typeof value === 'string') {
    const held = parsedText(value)
    if (held !== value) return plainly(held, linkAs)
    return /^https?:\/\//.test(value) ? linkAs(value) : value
  }
  if (Array.isArray(value)) return value.map((item) => plainly(item, linkAs))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainly(inner, linkAs)]))
}

/** A link may be signed again for each read: what follows `?` is not part of its destination. */
const withoutQuery = (link: string): string => link.replace(/[?#].*$/s, '')

/** Compares two values by what they say: JSON in texts by what it holds, links by where they lead. */
export const agreementOf = (one: unknown, other: unknown): Agreement => {
  const are = (linkAs: (link: string) => string): boolean =>
    isDeepStrictEqual(plainly(one, linkAs), plainly(other, linkAs))
  if (are(withoutQuery)) return 'same'
  return are(() => 'a link') ? 'other-links' : 'different'
}
