import { defineFault } from './fault.ts'
import { shareSetting } from './fault-settings.ts'

/** The download ends before the announced length has come. */
export const resultTruncated = defineFault({
  name: 'result-truncated',
  catches: 'a client that stores half a video, because it never compares what came with what was announced',
  strikes: ['result'],
  settings: { share: shareSetting('how much of the file comes', 0.5) },
  bendResult: ({ settings: { share } }) => ({ transport: { kind: 'cut', share, abruptly: false } }),
})
