import { beginning } from '../beginning.ts'

export const JSON_TYPE = 'application/json; charset=utf-8'
export const REQUEST_ID_HEADER = 'x-request-id'
/** Names the fault that struck the response. */
export const FAULT_HEADER = 'x-stuntdouble-fault'
/** One sentence of help that the provider would not give. */
export const NOTE_HEADER = 'x-stuntdouble-note'

/** What a create request came to: `accepted, 100 credits`. */
export const BILL_HEADER = 'x-stuntdouble-bill'

/** What people call the account: kept with it, and shown wherever it is listed. */
export const LABEL_HEADER = 'x-stuntdouble-label'

/** Enough for a title of a test. */
const LONGEST_LABEL = 80

/** A label as it is kept: what a terminal can show, and not too long; undefined if nothing is left. */
export const labelIn = (value: string | readonly string[]): string | undefined =>
  beginning(
    String(value)
      .replace(/[^\x20-\x7e\u00a0-\uffff]/g, '')
      .trim(),
    LONGEST_LABEL,
  ) || undefined

/** Names the field for which a body is refused, as the provider calls it. */
export const FIELD_HEADER = 'x-stuntdouble-field'

/** What people would type for a character that a header cannot contain. */
const PLAIN: Readonly<Record<string, string>> = {
  '\u2026': '...',
  '\u2013': '-',
  '\u2014': '-',
  '\u2018': "'",
  '\u2019': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u00a0': ' ',
}

/** A text as a header value: plain ASCII; what has no plain form is escaped (RFC 9110, 5.5). */
export const headerText = (text: string): string =>
  text
    .replace(/[\u00a0\u2013-\u201d\u2026]/g, (character) => PLAIN[character] ?? character)
    .replace(/[^\x20-\x7e]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
    .slice(0, 1_000)
