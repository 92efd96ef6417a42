import type { NamedHosts } from '../named-hosts.ts'
import type { Layer } from './layer.ts'
import { isWithin, noProxyEntries } from './no-proxy.ts'

const HERE = ['localhost', '127.0.0.1', '::1']

/** The user's own exceptions, except those that would let a named host bypass us. */
const exceptions = (own: string, hosts: NamedHosts): readonly string[] =>
  noProxyEntries(own)
    .filter(({ name }) => name !== '*' && !hosts.names.some((host) => isWithin(host, name)))
    .map(({ entry }) => entry)

/** What curl, Go, Ruby, and most HTTP libraries read; in both cases, since each tool knows one of them. */
export const proxyLayer: Layer = {
  name: 'proxy',
  variables: ({ port, hosts, own }) => {
    const proxy = `http://127.0.0.1:${port}`
    const none = [...new Set([...HERE, ...exceptions(own.no_proxy ?? own.NO_PROXY ?? '', hosts)])].join(',')
    return {
      http_proxy: proxy,
      https_proxy: proxy,
      no_proxy: none,
      HTTP_PROXY: proxy,
      HTTPS_PROXY: proxy,
      NO_PROXY: none,
    }
  },
}
