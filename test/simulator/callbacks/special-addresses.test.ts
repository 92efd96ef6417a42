import { expect, test } from 'vitest'
import { isInternalAddress } from '../../../src/contracts/addresses.ts'

/**
 * IANA's registries of special-purpose addresses, row by row, as they were in 2026-11: the block, an address in it, and
 * whether the whole internet can reach it. `n/a` there counts as no.
 */
const IPV4 = [
  ['0.0.0.0/8', 'this network', '0.255.255.255', false],
  ['0.0.0.0/32', 'this host', '0.0.0.0', false],
  ['10.0.0.0/8', 'private use', '10.255.255.255', false],
  ['100.64.0.0/10', 'shared address space', '100.127.255.255', false],
  ['127.0.0.0/8', 'loopback', '127.255.255.255', false],
  ['169.254.0.0/16', 'link-local', '169.254.169.254', false],
  ['172.16.0.0/12', 'private use', '172.31.255.255', false],
  ['192.0.0.0/24', 'protocol assignments', '192.0.0.255', false],
  ['192.0.0.0/29', 'service continuity', '192.0.0.7', false],
  ['192.0.0.8/32', 'dummy address', '192.0.0.8', false],
  ['192.0.0.9/32', 'port control protocol anycast', '192.0.0.9', true],
  ['192.0.0.10/32', 'traversal using relays anycast', '192.0.0.10', true],
  ['192.0.0.170/32', 'NAT64 and DNS64 discovery', '192.0.0.170', false],
  ['192.0.0.171/32', 'NAT64 and DNS64 discovery', '192.0.0.171', false],
  ['192.0.2.0/24', 'documentation', '192.0.2.255', false],
  ['192.31.196.0/24', 'AS112-v4', '192.31.196.1', true],
  ['192.52.193.0/24', 'AMT', '192.52.193.1', true],
  ['192.88.99.0/24', '6to4 relay anycast, deprecated', '192.88.99.255', false],
  ['192.88.99.2/32', '6a44 relay anycast', '192.88.99.2', false],
  ['192.168.0.0/16', 'private use', '192.168.255.255', false],
  ['192.175.48.0/24', 'direct delegation AS112', '192.175.48.1', true],
  ['198.18.0.0/15', 'benchmarking', '198.19.255.255', false],
  ['198.51.100.0/24', 'documentation', '198.51.100.255', false],
  ['203.0.113.0/24', 'documentation', '203.0.113.255', false],
  ['240.0.0.0/4', 'reserved', '254.255.255.255', false],
  ['255.255.255.255/32', 'limited broadcast', '255.255.255.255', false],
] as const

const IPV6 = [
  ['::1/128', 'loopback', '::1', false],
  ['::/128', 'unspecified', '::', false],
  // Judged by the IPv4 address in it, since that is what a socket connects to.
  ['::ffff:0:0/96', 'IPv4-mapped, of a private address', '::ffff:10.0.0.1', false],
  ['64:ff9b::/96', 'IPv4-IPv6 translation, of a public address', '64:ff9b::808:808', true],
  ['64:ff9b:1::/48', 'local translation', '64:ff9b:1:ffff::1', false],
  ['100::/64', 'discard only', '100::ffff', false],
  ['100:0:0:1::/64', 'dummy prefix', '100:0:0:1::1', false],
  ['2001::/23', 'protocol assignments', '2001:1ff:ffff::1', false],
  ['2001::/32', 'TEREDO', '2001:0:ffff::1', false],
  ['2001:1::1/128', 'port control protocol anycast', '2001:1::1', true],
  ['2001:1::2/128', 'traversal using relays anycast', '2001:1::2', true],
  ['2001:1::3/128', 'DNS-SD registration anycast', '2001:1::3', true],
  ['2001:2::/48', 'benchmarking', '2001:2:0:ffff::1', false],
  ['2001:3::/32', 'AMT', '2001:3:ffff::1', true],
  ['2001:4:112::/48', 'AS112-v6', '2001:4:112:ffff::1', true],
  ['2001:10::/28', 'ORCHID, deprecated', '2001:1f::1', false],
  ['2001:20::/28', 'ORCHIDv2', '2001:2f::1', true],
  ['2001:30::/28', 'drone remote id', '2001:3f::1', true],
  ['2001:db8::/32', 'documentation', '2001:db8:ffff::1', false],
  ['2002::/16', '6to4, of a private address', '2002:a00:1::', false],
  ['2620:4f:8000::/48', 'direct delegation AS112', '2620:4f:8000:ffff::1', true],
  ['3fff::/20', 'documentation', '3fff:fff:ffff::1', false],
  ['5f00::/16', 'segment routing', '5f00:ffff::1', false],
  ['fc00::/7', 'unique local', 'fdff:ffff::1', false],
  ['fe80::/10', 'link-local unicast', 'febf:ffff::1', false],
] as const

test.each([...IPV4, ...IPV6])(
  '%s (%s): %s can be reached from everywhere: %s',
  (_block, _name, address, isReachable) => {
    expect(isInternalAddress(address)).toBe(!isReachable)
  },
)
