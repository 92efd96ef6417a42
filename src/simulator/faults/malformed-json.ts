import { defineFault, NO_SETTINGS } from './fault.ts'

/** The answer is complete, says that it is JSON, and has one comma too many. The work is done. */
export const malformedJson = defineFault({
  name: 'malformed-json',
  catches: 'a client that dies of a parse error, or forgets that the create behind it may have been billed',
  strikes: ['create', 'retrieve', 'balance', 'download-link'],
  settings: NO_SETTINGS,
  rewriteAnswer: (answer) => ({ ...answer, body: answer.body.replace(/\}$/, ',}') }),
})
