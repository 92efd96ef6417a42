import { expect, test } from 'vitest'
import { retryAfterMs, suggestedWaitMs } from '../../src/client/retry-after.ts'

const NOW = Date.parse('2026-01-01T00:00:00Z')

test.each([
  ['seconds', '7', 7_000],
  ['a fraction of a second', '0.5', 500],
  ['none at all', '0', 0],
  ['an HTTP date', 'Thu, 01 Jan 2026 00:01:30 GMT', 90_000],
  ['an obsolete date', 'Thursday, 01-Jan-26 00:00:05 GMT', 5_000],
  ['a date that is past', 'Wed, 31 Dec 2025 23:00:00 GMT', 0],
  ['nothing', undefined, undefined],
  ['an empty header', ' ', undefined],
  ['a negative number', '-5', undefined],
  ['words', 'soon', undefined],
  ['a number with words', '2 apples', undefined],
  ['exponents', '1e9', undefined],
  ['a date of nonsense', 'Thu, 99 Foo 2026 00:00:00 GMT', undefined],
])('Retry-After with %s', (_what, header, expected) => {
  expect(retryAfterMs(header, NOW)).toBe(expected)
})

test('reads the wait that EvoLink suggests in words', () => {
  expect(suggestedWaitMs('retry after 60 seconds')).toBe(60_000)
  expect(suggestedWaitMs('try again later')).toBeUndefined()
  expect(suggestedWaitMs(60)).toBeUndefined()
})
