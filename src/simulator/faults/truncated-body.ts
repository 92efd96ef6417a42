import { defineFault, EVERY_CALL } from './fault.ts'
import { shareSetting } from './fault-settings.ts'

/** The connection is closed cleanly before the announced length is reached. The work is done. */
export const truncatedBody = defineFault({
  name: 'truncated-body',
  catches: 'a client that reads until the connection ends and never checks the announced length',
  strikes: EVERY_CALL,
  settings: { share: shareSetting('how much of the body is sent; 0: not even a status line', 0.5) },
  carryAnswer: ({ settings: { share } }) => ({ kind: 'cut', share, abruptly: false }),
})
