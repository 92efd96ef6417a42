import { defineFault, EVERY_CALL, NO_SETTINGS } from './fault.ts'

/** The answer is compressed although the request does not accept that. The work is done. */
export const unaskedGzip = defineFault({
  name: 'unasked-gzip',
  catches: 'a client that parses the bytes as they come, and loses the id of a task that it has paid for',
  strikes: EVERY_CALL,
  settings: NO_SETTINGS,
  rewriteAnswer: (answer) => ({ ...answer, encoding: 'gzip' }),
})
