import { expect, test } from 'vitest'
import { withoutUserinfo } from '../../../src/simulator/callbacks/delivery.ts'

test.each([
  ['https://example.com/a@b?c=d@e', 'https://example.com/a@b?c=d@e'],
  ['https://jo:secret@example.com/hook', 'https://***@example.com/hook'],
  ['https://token@example.com/', 'https://***@example.com/'],
  ['https:jo:secret@example.com', 'https://***@example.com/'],
  ['https:\\\\jo:secret@example.com', 'https://***@example.com/'],
  ['https://jo:secret@exa mple', '***@exa mple'],
])('shows %s as %s', (address, shown) => {
  expect(withoutUserinfo(address)).toBe(shown)
})
