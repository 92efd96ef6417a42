import { defineFault, NO_SETTINGS } from './fault.ts'

/** The callback never comes, and nothing says so. */
export const callbackLost = defineFault({
  name: 'callback-lost',
  catches: 'a client that waits for a callback without a poll behind it',
  strikes: ['create'],
  settings: NO_SETTINGS,
  bendCallbacks: () => [],
})
