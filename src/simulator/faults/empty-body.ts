import { defineFault, EVERY_CALL, NO_SETTINGS } from './fault.ts'

/** The status reports success and the body is empty. The work is done. */
export const emptyBody = defineFault({
  name: 'empty-body',
  catches: 'a client that looks at the status alone, and then polls a task without an id',
  strikes: EVERY_CALL,
  settings: NO_SETTINGS,
  rewriteAnswer: (answer) => ({ ...answer, body: '' }),
})
