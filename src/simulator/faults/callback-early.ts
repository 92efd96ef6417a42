import { defineFault, NO_SETTINGS } from './fault.ts'

/** The task is done at once, and its callback comes before the response to the create request. */
export const callbackEarly = defineFault({
  name: 'callback-early',
  catches: 'a receiver that throws away a callback because its task id has not been stored yet',
  strikes: ['create'],
  settings: NO_SETTINGS,
  bendTimeline: ([first, ...rest]) => [first, ...rest.map((step) => ({ ...step, afterMs: 0 }))],
  bendCallbacks: (planned) => planned.map((callback) => ({ ...callback, beforeAnswer: true })),
})
