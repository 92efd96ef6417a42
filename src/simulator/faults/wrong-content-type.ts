import { defineFault } from './fault.ts'
import { textSetting } from './fault-settings.ts'

/** The JSON is right, but its content type says that it is something else. The work is done. */
export const wrongContentType = defineFault({
  name: 'wrong-content-type',
  catches: 'a client that decides by the content type whether to parse, and loses a good answer',
  strikes: ['create', 'retrieve', 'balance', 'download-link'],
  settings: { type: textSetting('what it says', 'text/plain; charset=utf-8') },
  rewriteAnswer: (answer, { settings: { type } }) => ({ ...answer, contentType: type }),
})
