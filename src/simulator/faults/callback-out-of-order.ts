import { defineFault } from './fault.ts'
import { durationSetting } from './fault-settings.ts'

/** The callback for the task's end is followed by an older one, which says that the task is still running. */
export const callbackOutOfOrder = defineFault({
  name: 'callback-out-of-order',
  catches: 'a receiver that overwrites the end of a task with an older state',
  strikes: ['create'],
  settings: { apart: durationSetting('how long after the first', 1_000) },
  bendCallbacks: (planned, { settings: { apart } }) =>
    planned.flatMap((callback) => [
      callback,
      { ...callback, phase: 'running' as const, afterMs: callback.afterMs + apart },
    ]),
})
