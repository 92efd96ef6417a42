import { createHash } from 'node:crypto'

/** Names are part of request ids and links. */
const LONGEST_NAME = 100

/**
 * The name by which an account is shown, so that no key is ever written anywhere: `acct_` and 8 hex digits of a hash.
 * `stunt.*` keys are not secret and are shown as they are.
 */
export const accountName = (key: string, digits = 8): string =>
  key.startsWith('stunt.') && key.length <= LONGEST_NAME
    ? key
    : `acct_${createHash('sha256').update(key).digest('hex').slice(0, digits)}`

/**
 * What an account's chance is drawn from: the whole hash of its key, so that two keys whose names begin alike draw
 * differently, whichever comes first.
 */
export const chanceOf = (key: string): string =>
  key.startsWith('stunt.') ? key : createHash('sha256').update(key).digest('hex')
