import { defineFault, NO_SETTINGS } from './fault.ts'

/** The task succeeds and is billed, and its list of results is empty. */
export const emptyResult = defineFault({
  name: 'empty-result',
  catches: 'a client that takes the first result without checking that there is one',
  strikes: ['create'],
  settings: NO_SETTINGS,
  bendTimeline: ([first, ...rest]) => [
    first,
    ...rest.map((step) => (step.phase === 'succeeded' ? { ...step, isEmpty: true } : step)),
  ],
})
