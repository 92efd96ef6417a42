import ipaddr from 'ipaddr.js'
import { isInternalHost } from '../../contracts/addresses.ts'
import { createPolicy, policyOf } from '../callbacks/policy.ts'
import type { Settings } from '../settings.ts'
import type { Note } from './note.ts'

const plainHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')

const portOf = ({ port, protocol }: URL): number => Number(port) || (protocol === 'https:' ? 443 : 80)

/** Stands for whatever a public name leads to. */
const SOMEWHERE = '8.8.8.8'

/** What a policy says of a host as written: a name is judged as if it led outside. */
const refusalOf = (url: URL, settings: Settings): string | undefined => {
  const policy = policyOf(settings)
  const hostname = plainHost(url)
  const isAddress = ipaddr.isValid(hostname)
  if (policy === 'local' && !isAddress && isInternalHost(hostname)) return undefined
  const rule = createPolicy(policy, settings.callbackAllow)
  const refused = rule({ hostname, port: portOf(url) }, isAddress ? hostname : SOMEWHERE)
  if (refused === undefined) return undefined
  return isAddress || policy === 'named'
    ? `The callback will be ${refused}.`
    : `The callback will be refused by policy ${policy} unless ${hostname} is this machine; allow it with --callback-allow ${hostname}.`
}

export const undeliveredCallback: Note = {
  name: 'undelivered-callback',
  notices:
    'a callback address that this simulator will not deliver to: not a URL, or refused by `--callback-policy`',
  example:
    'The callback will be refused by policy local unless example.org is this machine; allow it with --callback-allow example.org.',
  onCreate: ({ simulation: { settings } }, { callbackUrl }) => {
    if (typeof callbackUrl !== 'string' || callbackUrl === '') return undefined
    if (!URL.canParse(callbackUrl)) return 'The callback address is not a URL; nothing will be delivered.'
    const url = new URL(callbackUrl)
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      return `Callbacks go to http and https, not ${url.protocol} addresses; nothing will be delivered.`
    const policy = policyOf(settings)
    return policy === 'local' || policy === 'named' ? refusalOf(url, settings) : undefined
  },
}
