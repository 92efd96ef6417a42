import { expect, test } from 'vitest'
import { agreementOf } from '../../src/conformance/checks/agreement.ts'

const link = (path: string): string => JSON.stringify({ resultUrls: [`https://files.example${path}`] })

test.each([
  ['the same JSON in another order', '{"a":1,"b":{"c":[2]}}', '{"b":{"c":[2]},"a":1}', 'same'],
  [
    'JSON inside JSON, written as text and as an object',
    '{"input":"{\\"a\\":1}"}',
    '{"input":{"a":1}}',
    'same',
  ],
  ['a link that is signed again', link('/a.mp4?sig=1'), link('/a.mp4?sig=2'), 'same'],
  ['a link to another file', link('/a.mp4'), link('/b.mp4'), 'other-links'],
  [
    'one link and two',
    link('/a.mp4'),
    JSON.stringify({ resultUrls: ['https://a.example/a', 'https://a.example/b'] }),
    'different',
  ],
  ['a number and its text', 5, '5', 'different'],
  ['null and an empty text', null, '', 'different'],
  ['text that only begins like JSON', '{a', '{a', 'same'],
])('%s: %j and %j', (_about, one, other, agreement) => {
  expect(agreementOf(one, other)).toBe(agreement)
})
