import { isInternalHost } from '../../contracts/addresses.ts'
import type { Note } from './note.ts'

const hostIn = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '')

const isThisMachine = (host: string): boolean =>
  host === '::1' || host.startsWith('127.') || host === 'localhost'

export const linkHost: Note = {
  name: 'link-host',
  notices: 'a call to another host than the one in result links, such as from a container; once per account',
  example:
    'Result links say 127.0.0.1 and this call came for host.docker.internal; --public-base-url http://host.docker.internal:4010 makes them say that.',
  onCall: ({ account, operation, request, simulation }) => {
    const { host } = request.headers
    if (operation.kind === 'balance' || host === undefined) return undefined
    if (simulation.linkBase.endsWith(host) || simulation.settings.publicBaseUrl !== undefined)
      return undefined
    const called = hostIn(`http://${host}`)
    const linked = hostIn(simulation.linkBase)
    if (called === '' || called === linked || isThisMachine(called)) return undefined
    return account.once('link-host', () => {
      const words = `Result links say ${linked} and this call came for ${called}`
      return isInternalHost(linked)
        ? `${words}; --public-base-url http://${host} makes them say that.`
        : `${words}.`
    })
  },
}
