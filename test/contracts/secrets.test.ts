import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSecretHeader, Secrets, secretsInHeader, withoutPasswords } from '../../src/contracts/secrets.ts'
import { EFFORT } from '../helpers/effort.ts'

const KEY = 'sk-live/4242+abc=='

const knowing = (...known: string[]): Secrets => {
  const secrets = new Secrets()
  for (const secret of known) secrets.note(secret)
  return secrets
}

test.each([
  ['as it is', `the key ${KEY} is mine`],
  ['percent-encoded', `?key=${encodeURIComponent(KEY)}`],
  ['percent-encoded twice', `?key=${encodeURIComponent(encodeURIComponent(KEY))}`],
  ['with lower-case escapes', `?key=${encodeURIComponent(KEY).toLowerCase()}`],
  ['with every character escaped', `?key=${Buffer.from(KEY).toString('hex').replace(/../g, '%$&')}`],
  ['escaped as PHP writes JSON', JSON.stringify({ key: KEY }).replaceAll('/', '\\/')],
  ['escaped by number', `{"key":"${KEY.replace('/', '\\u002F')}"}`],
  ['in JSON within JSON', JSON.stringify(JSON.stringify({ key: KEY }).replaceAll('/', '\\/'))],
  ['in Base64', `Basic ${Buffer.from(KEY).toString('base64')}`],
  ['in Base64 after a name', `Basic ${Buffer.from(`a:${KEY}`).toString('base64')}`],
  ['in Base64 after a longer name', `Basic ${Buffer.from(`ab:${KEY}`).toString('base64')}`],
  ['in the Base64 of URLs', Buffer.from(`abc:${KEY}?`).toString('base64url')],
])('a secret goes from a text: %s', (_how, text) => {
  const shown = knowing(KEY).strike(text)
  expect(shown).toContain('[redacted]')
  for (const part of ['4242', 'sk-live', Buffer.from(KEY).toString('base64').slice(4, 12)]) {
    expect(shown).not.toContain(part)
  }
})

test('the longest of several secrets goes, and all of them', () => {
  const secrets = knowing('sk-abcdef', 'sk-abcdef-ghijkl', 'another-secret')
  expect(secrets.strike('sk-abcdef-ghijkl, another-secret and sk-abcdef')).toBe(
    '[redacted], [redacted] and [redacted]',
  )
})

test('a secret of five characters is not looked for', () => {
  expect(knowing('short').strike('a short text')).toBe('a short text')
  expect(new Secrets({ shortest: 4, mark: '[key]' }).strike('a short text')).toBe('a short text')
})

test('of more secrets than fit, the one known longest is forgotten', () => {
  const secrets = new Secrets({ most: 2 })
  for (const secret of ['secret-1', 'secret-2', 'secret-3']) secrets.note(secret)
  expect(secrets.strike('secret-1 secret-2 secret-3')).toBe('secret-1 [redacted] [redacted]')
})

test('no secret is left in any text that holds it, and nothing else is touched', () => {
  const secret = fc.string({ minLength: 6, maxLength: 40, unit: 'grapheme-ascii' })
  const text = fc.string({ maxLength: 40 })
  fc.assert(
    fc.property(secret, text, text, (key, before, after) => {
      const secrets = knowing(key)
      expect(secrets.strike(before + key + after)).not.toContain(key)
      expect(new Secrets().strike(before + key + after)).toBe(before + key + after)
    }),
    { numRuns: 100 * EFFORT },
  )
})

test('striking is linear: twice the text takes about twice the work, with escapes and 2,000 secrets', () => {
  const secrets = knowing(...Array.from({ length: 2_000 }, (_, index) => `secret-number-${index}`))
  const piece = 'secret-number-x %2 %25 \\\\ \\u00 aaaaaa '
  const longest = piece.repeat(10_000)
  expect(secrets.strike(longest)).toBe(longest)
  expect(secrets.strike(`${longest}secret-number-1999`)).toBe(`${longest}[redacted]`)
})

test('striking is linear, whatever lengths there are of secrets that begin alike', () => {
  const secrets = knowing(...Array.from({ length: 700 }, (_, index) => `${'abc'.repeat(index + 2)}!`))
  const longest = `abcabc! ${'-'.repeat(10)} ${'abc'.repeat(20_000)}`
  expect(secrets.strike(longest)).toBe(`[redacted] ${'-'.repeat(10)} [redacted]`)
})

test('long secrets that begin alike go to their end; of very many, as much goes as the longest has', () => {
  const head = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9'
  const few = knowing(`${head}.a`, `${head}.a.b`, `${head}.c`)
  expect(few.strike(`<${head}.a> <${head}.a.b> <${head}.d>`)).toBe(`<[redacted]> <[redacted]> <${head}.d>`)
  const many = knowing(...Array.from({ length: 30 }, (_, index) => `${head}.${index + 10}`))
  expect(many.strike(`<${head}.17> ${head}.4`)).toBe('<[redacted]> [redacted]')
})

test.each([
  ['Bearer sk-123456', ['sk-123456']],
  ['Bearer Bearer sk-123456', ['sk-123456']],
  ['Bearer "sk-123456"', ['sk-123456']],
  ['sk-123456', ['sk-123456']],
  [`Basic ${Buffer.from('me:pass-word').toString('base64')}`, ['pass-word']],
  ['session=abcdefgh; other=x', ['abcdefgh']],
])('the secrets in a header: %s', (value, expected) => {
  expect(secretsInHeader(value)).toEqual(expect.arrayContaining(expected))
})

test.each([
  'authorization',
  'x-access-key',
  'x-auth',
  'x-kie-key',
  'key',
  'X-API-Key',
  'apikey',
  'cookie',
  'x-goog-api-key',
])('the header %s holds a secret', (name) => expect(isSecretHeader(name)).toBe(true))

test.each([
  'content-type',
  'user-agent',
  'host',
  'accept',
  'x-webhook-signature',
  'idempotency-key',
  'x-monkey',
])('the header %s does not', (name) => expect(isSecretHeader(name)).toBe(false))

test('a name and a password go from a URL', () => {
  expect(withoutPasswords('to https://me:secret@example.com/x')).toBe('to https://***@example.com/x')
})
