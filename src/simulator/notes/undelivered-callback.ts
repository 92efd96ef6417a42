import ipaddr from 'ipaddr.js'
import { isInternalHost } from '../../contracts/addresses.ts'
import { createPolicy } from '../callbacks/policy.ts'
import type { Settings } from '../settings.ts'
import type { Note } from './note.ts'

const plainHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')

const portOf = ({ port, protocol }: URL): number => Number(port) || (protocol === 'https:' ? 443 : 80)

/** What a policy says of a host as written: a name is judged as if it led outside. */
const refusalOf = (url: URL, { callbackPolicy, callbackAllow }: Settings): string | undefined => {
  const hostname = plainHost(url)
  const isAddress = ipaddr.isValid(hostname)
  if (!isAddress && isInternalHost(hostname)) return undefined
  const rule = createPolicy(callbackPolicy, callbackAllow)
  const refused = rule({ hostname, port: portOf(url) }, isAddress ? hostname : '203.0.113.1')
  if (refused === undefined) return undefined
  return isAddress
    ? `The callback will be ${refused}.`
    : `The callback will be refused by policy ${callbackPolicy} unless ${hostname} is this machine; allow it with --callback-allow ${hostname}.`
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
    return settings.callbackPolicy === 'local' ? refusalOf(url, settings) : undefined
  },
}
