import { defineFault } from './fault.ts'
import { shareSetting } from './fault-settings.ts'

/** The connection is closed politely before the announced length has come. The work is done. */
export const truncatedBody = defineFault({
  name: 'truncated-body',
  catches: 'a client that reads until the connection ends and never compares with the announced length',
  strikes: ['create', 'retrieve', 'balance', 'download-link'],
  settings: { share: shareSetting('how much of the body comes; 0: not even a status line', 0.5) },
  carryAnswer: ({ settings: { share } }) => ({ kind: 'cut', share, abruptly: false }),
})
