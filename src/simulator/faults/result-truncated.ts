import { defineFault } from './fault.ts'
import { shareSetting } from './fault-settings.ts'

/** The download ends before the announced length is reached. */
export const resultTruncated = defineFault({
  name: 'result-truncated',
  catches:
    'a client that stores half a video because it never compares the received length with the announced one',
  strikes: ['result'],
  settings: { share: shareSetting('how much of the file is sent', 0.5) },
  bendResult: ({ settings: { share } }) => ({ transport: { kind: 'cut', share, abruptly: false } }),
})
