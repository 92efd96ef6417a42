import { defineFault, NO_SETTINGS } from './fault.ts'

/** The callback never comes, and nothing reports that. */
export const callbackLost = defineFault({
  name: 'callback-lost',
  catches: 'a client that waits for a callback and never polls',
  strikes: ['create'],
  settings: NO_SETTINGS,
  bendCallbacks: () => [],
})
