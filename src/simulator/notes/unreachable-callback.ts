import { isInternalHost } from '../../contracts/addresses.ts'
import type { CallbackRules } from '../../contracts/contract.ts'
import type { Note } from './note.ts'

/** Why the live service would send no callback to an address; undefined if it would. */
const reasonOf = (url: string, title: string, { refuses }: CallbackRules): string | undefined => {
  const refused = refuses(url)
  if (refused !== undefined) return `The live ${title} would refuse this create request: ${refused}.`
  return URL.canParse(url) && isInternalHost(new URL(url).hostname)
    ? `The live ${title} cannot reach this callback address: ${new URL(url).hostname} is inside your network.`
    : undefined
}

export const unreachableCallback: Note = {
  name: 'unreachable-callback',
  notices:
    'a callback address that works here and that the live service would refuse or cannot reach; once per account',
  example: 'The live <provider> cannot reach this callback address: 127.0.0.1 is inside your network.',
  onCreate: ({ account, provider: { contract }, simulation }, { callbackUrl }) => {
    if (typeof callbackUrl !== 'string' || callbackUrl === '') return undefined
    if (simulation.settings.callbackPolicy === 'provider') return undefined
    return account.once('unreachable-callback', () =>
      reasonOf(callbackUrl, contract.title, contract.callbacks),
    )
  },
}
