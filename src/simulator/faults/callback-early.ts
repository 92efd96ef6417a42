import { defineFault } from './fault.ts'
import { choiceSetting } from './fault-settings.ts'

/** The callback of a success comes before the response to the create request. */
export const callbackEarly = defineFault({
  name: 'callback-early',
  catches: 'a receiver that throws away a callback because its task id has not been stored yet',
  strikes: ['create'],
  settings: {
    task: choiceSetting(
      'the task ends at once too, or when it would have (as-planned), so that reads lag behind',
      ['at-once', 'as-planned'],
    ),
  },
  bendTimeline: (timeline, { settings: { task } }) => {
    if (task === 'as-planned') return timeline
    const [first, ...rest] = timeline
    return [first, ...rest.map((step) => ({ ...step, afterMs: 0 }))]
  },
  bendCallbacks: (planned, { settings: { task } }) =>
    planned.map((callback) => ({
      ...callback,
      beforeAnswer: true,
      ...(task === 'as-planned' && { phase: 'succeeded' as const }),
    })),
})
