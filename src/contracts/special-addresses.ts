import ipaddr from 'ipaddr.js'

/**
 * IANA's registries of special-purpose addresses for IPv4 and IPv6, read 2026-11: each block, and whether it is globally
 * reachable. Of blocks that lie within each other the smaller one counts. A block that the registries leave open ("N/A")
 * counts as not reachable: nobody runs a callback receiver there.
 */
const BLOCKS: Readonly<Record<string, boolean>> = {
  '0.0.0.0/8': false,
  '10.0.0.0/8': false,
  '100.64.0.0/10': false,
  '127.0.0.0/8': false,
  '169.254.0.0/16': false,
  '172.16.0.0/12': false,
  '192.0.0.0/24': false,
  '192.0.0.9/32': true,
  '192.0.0.10/32': true,
  '192.0.2.0/24': false,
  '192.31.196.0/24': true,
  '192.52.193.0/24': true,
  '192.88.99.0/24': false,
  '192.168.0.0/16': false,
  '192.175.48.0/24': true,
  '198.18.0.0/15': false,
  '198.51.100.0/24': false,
  '203.0.113.0/24': false,
  '240.0.0.0/4': false,
  '::/128': false,
  '::1/128': false,
  '64:ff9b:1::/48': false,
  '100::/64': false,
  '100:0:0:1::/64': false,
  '2001::/23': false,
  '2001:1::1/128': true,
  '2001:1::2/128': true,
  '2001:1::3/128': true,
  '2001:3::/32': true,
  '2001:4:112::/48': true,
  '2001:20::/28': true,
  '2001:30::/28': true,
  '2001:db8::/32': false,
  '2620:4f:8000::/48': true,
  '3fff::/20': false,
  '5f00::/16': false,
  'fc00::/7': false,
  'fe80::/10': false,
  // Not of those registries: multicast, and site-local addresses (RFC 3879 deprecates them).
  '224.0.0.0/4': false,
  'ff00::/8': false,
  'fec0::/10': false,
}

const tableOf = (blocks: typeof BLOCKS) =>
  Object.entries(blocks)
    .map(([block, isReachable]) => ({ range: ipaddr.parseCIDR(block), isReachable }))
    .sort((a, b) => b.range[1] - a.range[1])

/** Parsed when the first address is judged: starting has no time for it. */
let table: ReturnType<typeof tableOf> | undefined

/** Whether an address is one that the whole internet can reach, as far as its block says. */
export const isGloballyReachable = (address: ipaddr.IPv4 | ipaddr.IPv6): boolean => {
  table ??= tableOf(BLOCKS)
  const found = table.find(({ range }) => range[0].kind() === address.kind() && address.match(range))
  return found?.isReachable ?? true
}
