import { defineFault } from './fault.ts'
import { shareSetting } from './fault-settings.ts'

/** Every attempt of the callback breaks off in the middle of its JSON; its length says that this is all. */
export const callbackTruncated = defineFault({
  name: 'callback-truncated',
  catches: 'a receiver that dies of a parse error, or answers 200 to what it could not read and never polls',
  strikes: ['create'],
  settings: { share: shareSetting('how much of the body comes', 0.5) },
  bendCallbacks: (planned, { settings: { share } }) =>
    planned.map((callback) => ({
      ...callback,
      spoilBody: (body) => body.slice(0, Math.floor(body.length * share)),
    })),
})
