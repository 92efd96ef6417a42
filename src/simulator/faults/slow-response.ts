import { typicalOf } from '../../basics/time/draw-latency.ts'
import { defineFault, EVERY_CALL } from './fault.ts'
import { countSetting, latencySetting } from './fault-settings.ts'

/**
 * The response comes late, or in slow pieces. The work is done all the same, even when the client has stopped waiting.
 */
export const slowResponse = defineFault({
  name: 'slow-response',
  catches:
    'a client that stops waiting and repeats the create request, or whose timeout restarts with every byte',
  strikes: [...EVERY_CALL, 'result'],
  settings: {
    by: latencySetting('how much longer it takes', 10_000),
    pieces: countSetting('how many pieces it is cut into, spread over that time; 1: late but whole', 1),
  },
  delayAnswer: ({ settings: { by, pieces } }) => (pieces === 1 ? by : 0),
  carryAnswer: ({ settings: { by, pieces } }) =>
    pieces === 1 ? undefined : { kind: 'drip', pieces, everyMs: typicalOf(by) / (pieces - 1) },
  bendResult: ({ settings: { by, pieces } }) => ({
    transport: {
      kind: 'drip',
      pieces: Math.max(2, pieces),
      everyMs: typicalOf(by) / Math.max(1, pieces - 1),
    },
  }),
})
