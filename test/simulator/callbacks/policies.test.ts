import { expect, test } from 'vitest'
import { isInternalAddress } from '../../../src/contracts/addresses.ts'
import { createPolicy } from '../../../src/simulator/callbacks/policy.ts'

const NEIGHBOUR = '192.168.1.20'

test('an allowed host may be anywhere, on any port', () => {
  const rule = createPolicy('local', ['receiver.test'])
  expect(rule({ hostname: 'receiver.test', port: 80 }, NEIGHBOUR)).toBeUndefined()
  expect(rule({ hostname: 'receiver.test.', port: 8080 }, NEIGHBOUR)).toBeUndefined()
  expect(rule({ hostname: 'other.test', port: 80 }, NEIGHBOUR)).toBeDefined()
  expect(rule({ hostname: 'sub.receiver.test', port: 80 }, NEIGHBOUR)).toBeDefined()
})

test('an allowed host with a port is allowed on that port only', () => {
  const rule = createPolicy('local', ['Receiver.test:8080', '[2001:db8::1]:80', '2001:db8::2'])
  expect(rule({ hostname: 'receiver.test', port: 8080 }, NEIGHBOUR)).toBeUndefined()
  expect(rule({ hostname: 'receiver.test', port: 80 }, NEIGHBOUR)).toBeDefined()
  expect(rule({ hostname: '2001:db8::1', port: 80 }, '2001:db8::1')).toBeUndefined()
  expect(rule({ hostname: '2001:db8::2', port: 443 }, '2001:db8::2')).toBeUndefined()
})

test('*.example.com allows every host below a name, and not the name itself', () => {
  const rule = createPolicy('local', ['*.Example.com', '*.hooks.test:8080'])
  for (const hostname of ['a.example.com', 'b.a.example.com', 'a.example.com.'])
    expect(rule({ hostname, port: 80 }, NEIGHBOUR)).toBeUndefined()
  for (const hostname of ['example.com', 'badexample.com', 'example.com.evil.test'])
    expect(rule({ hostname, port: 80 }, NEIGHBOUR)).toBeDefined()
  expect(rule({ hostname: 'a.hooks.test', port: 8080 }, NEIGHBOUR)).toBeUndefined()
  expect(rule({ hostname: 'a.hooks.test', port: 80 }, NEIGHBOUR)).toBeDefined()
})

test.each(['*', '*.*.example.com', 'a.*.example.com', 'exa*mple.com'])(
  'a star elsewhere, as in "%s", is an error: it would match nothing, or everything',
  (entry) => {
    expect(() => createPolicy('local', [entry])).toThrow(TypeError)
  },
)

test.each(['', 'http://receiver.test', 'receiver.test/hook', 'host:99999', 'a b', 'host:', 'user@host'])(
  'an entry like "%s" is an error when the courier is made, not when it is needed',
  (entry) => {
    expect(() => createPolicy('local', [entry])).toThrow(TypeError)
  },
)

test.each([
  '127.0.0.1',
  '127.255.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '::',
  '::1',
  'fe80::1',
  'fe80::1%eth0',
  'fd00::1',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
  '::127.0.0.1',
  '64:ff9b::10.0.0.1',
  '2002:0a00:0001::',
  '192.0.0.1',
  '192.0.2.7',
  '192.88.99.1',
  '198.18.0.1',
  '198.51.100.7',
  '203.0.113.7',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:2::1',
  '2001:10::1',
  '2001:db8::1',
  '3fff::1',
  '5f00::1',
  'fec0::1',
  'ff02::1',
  'not an address',
])('%s lies inside a network', (address) => {
  expect(isInternalAddress(address)).toBe(true)
})

test.each([
  '8.8.8.8',
  '172.32.0.1',
  '172.15.0.1',
  '100.128.0.1',
  '2606:4700::1111',
  '::ffff:8.8.8.8',
  '64:ff9b::8.8.8.8',
  '2002:0808:0808::',
  '192.0.0.9',
  '192.31.196.1',
  '2001:1::1',
  '2001:20::1',
  '2001:4:112::1',
])('%s lies outside', (address) => {
  expect(isInternalAddress(address)).toBe(false)
})
