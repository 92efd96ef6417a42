import { defineFault } from './fault.ts'
import { choiceSetting } from './fault-settings.ts'

const SIGNATURE = /signature$/i

/** Of the right form and length, and wrong in every bit. */
const forged = (signature: string): string =>
  Buffer.from(Buffer.from(signature, 'base64').map((byte) => byte ^ 0xff)).toString('base64')

/** The callback's signature is wrong, or missing. */
export const callbackBadSignature = defineFault({
  name: 'callback-bad-signature',
  catches: 'a receiver that believes whoever knows its address',
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
