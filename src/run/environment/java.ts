import { javaTrustStore, STORE_PASSWORD } from '../certificates/key-store.ts'
import { joined, type Layer } from './layer.ts'

const quoted = (option: string): string => (/\s/.test(option) ? `"${option}"` : option)

/** Java: proxy properties, and a trust store with the system's authorities and the run's. */
export const javaLayer: Layer = {
  name: 'java',
  variables: ({ own, roots, authority, port, write }) => {
    const store = write('trusted.jks', javaTrustStore(roots + authority))
    const options = [
      `-Djavax.net.ssl.trustStore=${store}`,
      '-Djavax.net.ssl.trustStoreType=JKS',
      `-Djavax.net.ssl.trustStorePassword=${STORE_PASSWORD}`,
      ...['http', 'https'].flatMap((scheme) => [
        `-D${scheme}.proxyHost=127.0.0.1`,
        `-D${scheme}.proxyPort=${port}`,
      ]),
      '-Dhttp.nonProxyHosts=localhost|127.*|[::1]',
    ]
    return { JAVA_TOOL_OPTIONS: joined(own.JAVA_TOOL_OPTIONS, options.map(quoted).join(' '), ' ') }
  },
}
