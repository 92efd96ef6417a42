import { defineFault, EVERY_CALL } from './fault.ts'
import { textSetting } from './fault-settings.ts'

/** The JSON is right, but its content type says something else. The work is done. */
export const wrongContentType = defineFault({
  name: 'wrong-content-type',
  catches: 'a client that parses by content type, and loses a good response',
  strikes: EVERY_CALL,
  settings: { type: textSetting('what it says', 'text/plain; charset=utf-8') },
  rewriteAnswer: (answer, { settings: { type } }) => ({ ...answer, contentType: type }),
})
