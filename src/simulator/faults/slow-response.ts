import { typicalOf } from '../time/duration.ts'
import { defineFault } from './fault.ts'
import { countSetting, latencySetting } from './fault-settings.ts'

/** The answer comes late, or drips in; the work is done all the same, also when nobody waits for it any more. */
export const slowResponse = defineFault({
  name: 'slow-response',
  catches:
    'a client that stops waiting and sends the create again, or whose timeout starts anew with every byte',
  strikes: ['create', 'retrieve', 'balance', 'download-link', 'result'],
  settings: {
    by: latencySetting('how much longer it takes', 10_000),
    pieces: countSetting(
      'into how many pieces, spread over that time, it is cut; 1: it comes late but whole',
      1,
    ),
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
