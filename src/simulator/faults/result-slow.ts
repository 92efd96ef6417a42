import { defineFault } from './fault.ts'
import { countSetting, durationSetting } from './fault-settings.ts'

/** The file arrives slowly, in pieces. */
export const resultSlow = defineFault({
  name: 'result-slow',
  catches: 'a client that gives a download no more time than a poll, or blocks everything else while it runs',
  strikes: ['result'],
  settings: {
    over: durationSetting('how long the whole download takes', 60_000),
    pieces: countSetting('how many pieces it comes in', 10),
  },
  bendResult: ({ settings: { over, pieces } }) => ({
    transport: { kind: 'drip', pieces, everyMs: over / Math.max(1, pieces - 1) },
  }),
})
