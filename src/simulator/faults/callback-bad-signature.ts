import { defineFault } from './fault.ts'
import { choiceSetting } from './fault-settings.ts'

const SIGNATURE = /signature$/i

/** The digest at the end of a signature header, in hex or base64: a prefix such as `v1,` or `sha256=` stays. */
const DIGEST = /[\w+/-]{20,}=*$/

const flipped = (digest: string, encoding: 'hex' | 'base64'): string =>
  Buffer.from(Buffer.from(digest, encoding).map((byte) => byte ^ 0xff)).toString(encoding)

/** A signature of the right form and length, in which every bit of the digest is wrong. */
const forged = (signature: string): string =>
  signature.replace(DIGEST, (digest) => flipped(digest, /^[0-9a-f]+$/i.test(digest) ? 'hex' : 'base64'))

/** The callback's signature is wrong, or missing. */
export const callbackBadSignature = defineFault({
  name: 'callback-bad-signature',
  catches: 'a receiver that trusts anyone who knows its address',
  strikes: ['create'],
  settings: { how: choiceSetting('what is wrong with it', ['wrong', 'missing']) },
  cannot: ({ provider: { unsignedBecause } }) => unsignedBecause,
  bendCallbacks: (planned, { settings: { how } }) =>
    planned.map((callback) => ({
      ...callback,
      spoilHeaders: (headers) =>
        Object.fromEntries(
          Object.entries(headers).flatMap(([name, value]) => {
            if (!SIGNATURE.test(name)) return [[name, value]]
            return how === 'missing' ? [] : [[name, forged(value)]]
          }),
        ),
    })),
})
