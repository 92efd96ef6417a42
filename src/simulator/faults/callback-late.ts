import { defineFault } from './fault.ts'
import { durationSetting } from './fault-settings.ts'

/** The callback comes long after the task has ended. */
export const callbackLate = defineFault({
  name: 'callback-late',
  catches:
    'a client that has already polled the result, and handles the task a second time when the callback comes',
  strikes: ['create'],
  settings: { by: durationSetting('how much later it comes', 300_000) },
  bendCallbacks: (planned, { settings: { by } }) =>
    planned.map((callback) => ({ ...callback, afterMs: callback.afterMs + by })),
})
