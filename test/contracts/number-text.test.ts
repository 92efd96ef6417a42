import { expect, test } from 'vitest'
import { numberText } from '../../src/contracts/number-text.ts'

const NUMBERS = [0, 1, -1, 0.5, 999, 1_000, -1_000, 12_345.678, 1_234.5678, 1_000_000, 123_456_789.1, 1e15]

test.each(NUMBERS)('%d is written as Node writes it in English', (value) => {
  expect(numberText(value)).toBe(value.toLocaleString('en-US'))
})
