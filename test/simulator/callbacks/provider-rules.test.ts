import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evolinkCallbacks } from '../../../src/contracts/evolink/callbacks.ts'
import { kieCallbacks, signKieCallback } from '../../../src/contracts/kie/callbacks.ts'
import { nextAfter } from '../../../src/simulator/callbacks/schedule.ts'

test('EvoLink takes a public HTTPS address', () => {
  expect(evolinkCallbacks.refuses('https://your-domain.com/webhooks/video-task-completed')).toBeUndefined()
  expect(evolinkCallbacks.refuses('https://8.8.8.8:8443/x')).toBeUndefined()
  expect(evolinkCallbacks.refuses('https://localhost.example.com/x')).toBeUndefined()
})

test('EvoLink refuses what is not HTTPS, too long, or no URL', () => {
  expect(evolinkCallbacks.refuses('http://example.com')).toBe('callback_url must use HTTPS')
  expect(evolinkCallbacks.refuses('example.com/hook')).toBe('callback_url must be a valid URL')
  const longest = `https://example.com/${'x'.repeat(2_028)}`
  expect(evolinkCallbacks.refuses(longest)).toBeUndefined()
  expect(evolinkCallbacks.refuses(`${longest}x`)).toBe('callback_url must not exceed 2048 characters')
})

test.each([
  'https://127.0.0.1',
  'https://2130706433',
  'https://0x7f.1',
  'https://0177.0.0.1',
  'https://127.1',
  'https://0',
  'https://127.0.0.1.',
  'https://１２７.0.0.1',
  'https://[::1]',
  'https://[::ffff:127.0.0.1]',
  'https://[::ffff:a00:1]',
  'https://[fd12::1]',
  'https://[fe80::1]',
  'https://localhost',
  'https://LOCALHOST./',
  'https://api.localhost:8443',
  'https://user:password@10.0.0.1/',
  'https://100.64.0.1',
  'https:\\\\192.168.0.1',
])('EvoLink refuses %s as internal', (url) => {
  expect(evolinkCallbacks.refuses(url)).toBe('callback_url must not point to an internal address')
})

/** Addresses that can be read; `fc.webUrl` takes 15 ms for each. */
const webUrl = fc
  .tuple(
    fc.constantFrom('http:', 'https:', 'ftp:'),
    fc.oneof(
      fc.ipV4(),
      fc.constantFrom('localhost', '[::1]', '[fe80::1%25eth0]', 'a.example', 'xn--e1a.example'),
    ),
    fc.constantFrom('', ':0', ':80', ':65535'),
    fc.string(),
  )
  .map(([scheme, host, port, rest]) => `${scheme}//${host}${port}/${encodeURI(rest.toWellFormed())}`)

test('no text makes the judgement of an address fail', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        webUrl,
        fc.string().map((host) => `https://${host}`),
      ),
      (url) => {
        const refusal = evolinkCallbacks.refuses(url)
        return refusal === undefined || refusal.startsWith('callback_url must')
      },
    ),
  )
})

test('Kie refuses nothing', () => {
  expect(kieCallbacks.refuses('http://127.0.0.1')).toBeUndefined()
})

test('signs for Kie over the task id and the time, not the body', () => {
  // echo -n abc.1700000000 | openssl dgst -sha256 -hmac secret -binary | base64
  expect(signKieCallback('abc', 1_700_000_000, 'secret')).toEqual({
    'X-Webhook-Timestamp': '1700000000',
    'X-Webhook-Signature': 'pWyIqB3XokHJ+bi/+PmlwFhdeyTqDp2KL6omOd179gg=',
  })
})

test('the schedule says what follows an attempt', () => {
  const answered = (status: number) => ({ kind: 'answered', status }) as const
  expect(nextAfter(evolinkCallbacks, 1, answered(204))).toEqual({ state: 'delivered' })
  expect(nextAfter(evolinkCallbacks, 1, answered(404))).toEqual({ state: 'pending', delayMs: 1_000 })
  expect(nextAfter(evolinkCallbacks, 3, { kind: 'unanswered', error: '' })).toEqual({
    state: 'pending',
    delayMs: 4_000,
  })
  expect(nextAfter(evolinkCallbacks, 4, answered(500))).toEqual({ state: 'failed' })
  expect(nextAfter(evolinkCallbacks, 1, { kind: 'refused', error: '' })).toEqual({ state: 'refused' })
})
