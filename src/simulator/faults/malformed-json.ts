import { defineFault, EVERY_CALL, NO_SETTINGS } from './fault.ts'

/** The response is complete and labelled as JSON, but has one comma too many. The work is done. */
export const malformedJson = defineFault({
  name: 'malformed-json',
  catches: 'a client that crashes on a parse error, or forgets that the create request may have been billed',
  strikes: EVERY_CALL,
  settings: NO_SETTINGS,
  rewriteAnswer: (answer) => ({ ...answer, body: answer.body.replace(/\}$/, ',}') }),
})
