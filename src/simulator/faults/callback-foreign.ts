import { defineFault } from './fault.ts'
import { durationSetting } from './fault-settings.ts'

/** A second callback is about a task that nobody asked for: another customer's, or a forgery. */
export const callbackForeign = defineFault({
  name: 'callback-foreign',
  catches:
    'a receiver that stores a result for an id it never asked for, or responds with an error and is called again and again',
  strikes: ['create'],
  settings: { apart: durationSetting('how long after the real one', 0) },
  bendCallbacks: (planned, { settings: { apart } }) =>
    planned.flatMap((callback) => [
      callback,
      { ...callback, isForeign: true, afterMs: callback.afterMs + apart },
    ]),
})
