export const JSON_TYPE = 'application/json; charset=utf-8'
export const REQUEST_ID_HEADER = 'x-request-id'
/** Names the fault that the response was struck by. */
export const FAULT_HEADER = 'x-stuntdouble-fault'
/** One sentence of help that the provider would not give. */
export const NOTE_HEADER = 'x-stuntdouble-note'

/** Names the field for which a body is refused, as the provider calls it. */
export const FIELD_HEADER = 'x-stuntdouble-field'

/** A text as a header value: what HTTP does not allow there is escaped (RFC 9110, 5.5). */
export const headerText = (text: string): string =>
  text
    .replace(/[^\x20-\x7e]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
    .slice(0, 1_000)
