import { contracts, type ProviderContract } from '../../contracts/index.ts'

/** What a key looks like. The key itself is kept nowhere. */
export interface KeyLook {
  /** Whether it is a placeholder: what a variable, a template or a page holds when nothing was filled in. */
  readonly looksUnset: boolean
  /** The provider at which it would cost money, by its looks. */
  readonly live: Pick<ProviderContract, 'name' | 'title'> | undefined
  /** Its first four and last two characters: enough for its owner to know it by, and for nobody to use. */
  readonly hint: string | undefined
  /** The provider whose keys have this form, if exactly one does. */
  readonly owner: Pick<ProviderContract, 'name' | 'title'> | undefined
}

/** The look of a key that has not been seen. */
export const UNKNOWN_KEY: KeyLook = { looksUnset: false, live: undefined, hint: undefined, owner: undefined }

/** `undefined`, `$KEY`, `${KEY}`, `{{ key }}`, `%KEY%`, `<token>`, `YOUR_API_KEY`, `process.env.KEY`. */
const UNSET =
  /^(?:undefined|null|none|nil|nan|\[object|\$\w+|\$?\{+.*|%\w+%|<.*>|your[-_]?(?:\w+[-_])?(?:api[-_]?)?(?:key|token).*|(?:process\.)?env\.\w+|os\.environ.*|changeme|x{3,}|\.{3}|\*{3,})$/i

/** A shorter key would hardly be a secret any more. */
const SHORTEST_WITH_HINT = 20

export const lookOfKey = (key: string): KeyLook => ({
  hint: key.length < SHORTEST_WITH_HINT ? undefined : `${key.slice(0, 4)}…${key.slice(-2)}`,
  looksUnset: UNSET.test(key),
  live: Object.values(contracts).find(({ liveKey }) => liveKey?.test(key)),
  owner: Object.values(contracts).find(({ keyForm }) => keyForm?.test(key)),
})
