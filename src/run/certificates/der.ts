/**
 * Writes DER (X.690), as far as a certificate needs it. A library for certificates would take longer to load than
 * everything else at the start of a run.
 */

const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
} as const

/** One value: its tag, the length of its content, its content. */
const value = (tag: number, ...content: readonly Uint8Array[]): Buffer => {
  const bytes = content.reduce((sum, { length }) => sum + length, 0)
  if (bytes < 0x80) return Buffer.concat([Buffer.of(tag, bytes), ...content])
  const hex = bytes.toString(16)
  const length = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')
  return Buffer.concat([Buffer.of(tag, 0x80 | length.length), length, ...content])
}

export const sequence = (...items: readonly Uint8Array[]): Buffer => value(TAG.sequence, ...items)
export const set = (...items: readonly Uint8Array[]): Buffer => value(TAG.set, ...items)
export const octetString = (bytes: Uint8Array): Buffer => value(TAG.octetString, bytes)
export const utf8 = (text: string): Buffer => value(TAG.utf8, Buffer.from(text))
export const truth = (): Buffer => value(TAG.boolean, Buffer.of(0xff))

/** A number from its bytes, never read as negative. */
export const integer = (bytes: Uint8Array): Buffer =>
  value(TAG.integer, ...((bytes[0] ?? 0) & 0x80 ? [Buffer.of(0)] : []), bytes)

/** @param unusedBits how many bits of the last byte do not count */
export const bitString = (bytes: Uint8Array, unusedBits = 0): Buffer =>
  value(TAG.bitString, Buffer.of(unusedBits), bytes)

/** `2.5.29.17`, whose first two numbers share a byte. */
export const oid = (text: string): Buffer => {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  return value(TAG.oid, Buffer.from([first * 40 + second, ...rest.flatMap(inSevenBits)]))
}

const inSevenBits = (number: number): readonly number[] => {
  const low = [number & 0x7f]
  for (let high = number >>> 7; high > 0; high >>>= 7) low.unshift((high & 0x7f) | 0x80)
  return low
}

/** A moment before 2050, to the second (RFC 5280, 4.1.2.5.1). @param at epoch ms */
export const time = (at: number): Buffer =>
  value(TAG.utcTime, Buffer.from(new Date(at).toISOString().replace(/^..|\.\d+|[-:T]/g, '')))

/** A context-specific value: `[0]`, `[2]`; `constructed` where it holds others. */
export const context = (number: number, content: Uint8Array, constructed = false): Buffer =>
  value((constructed ? 0xa0 : 0x80) | number, content)
