import { defineFault } from './fault.ts'
import { shareSetting } from './fault-settings.ts'

/** Every attempt of the callback breaks off in the middle of its JSON, with a content length that matches. */
export const callbackTruncated = defineFault({
  name: 'callback-truncated',
  catches:
    'a receiver that crashes on a parse error, or responds with 200 to what it could not read and never polls',
  strikes: ['create'],
  settings: { share: shareSetting('how much of the body is sent', 0.5) },
  bendCallbacks: (planned, { settings: { share } }) =>
    planned.map((callback) => ({
      ...callback,
      spoilBody: (body) => body.slice(0, Math.floor(body.length * share)),
    })),
})
