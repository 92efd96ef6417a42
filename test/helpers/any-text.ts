import fc from 'fast-check'

const FIRST_SURROGATE = 0xd800
const SURROGATES = 0x800

/** Any character. Unlike fast-check's own unit `binary`, it costs no table of a million characters. */
const anyCharacter = fc
  .integer({ min: 0, max: 0x10ffff - SURROGATES })
  .map((code) => String.fromCodePoint(code < FIRST_SURROGATE ? code : code + SURROGATES))

/** Texts of any characters at all. */
export const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({ maxLength, unit: anyCharacter })
