import { defineFault } from './fault.ts'
import { choiceSetting } from './fault-settings.ts'

/** The callback says the opposite of what a retrieve request returns. */
export const callbackContradicts = defineFault({
  name: 'callback-contradicts',
  catches:
    'a receiver that believes the body of a callback, which nobody signs, instead of reading the task again',
  strikes: ['create'],
  settings: {
    says: choiceSetting('what the callback claims; the task ends the other way', ['failed', 'succeeded']),
  },
  bendTimeline: (timeline, { settings: { says } }) => {
    if (says === 'failed') return timeline
    const [first, ...rest] = timeline
    return [
      first,
      ...rest.map((step) => (step.phase === 'succeeded' ? { ...step, phase: 'failed' as const } : step)),
    ]
  },
  bendCallbacks: (planned, { settings: { says } }) =>
    planned.map((callback) => ({ ...callback, phase: says })),
})
