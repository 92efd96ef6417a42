import { defineFault, EVERY_CALL, type Transport } from './fault.ts'
import { choiceSetting } from './fault-settings.ts'

const PLACES = ['accepted', 'before', 'mid-body'] as const

const reset = (at: (typeof PLACES)[number]): Transport => ({
  kind: 'cut',
  share: at === 'mid-body' ? 0.5 : 0,
  abruptly: true,
})

/**
 * The connection is reset: before any work, after the work but before the response, or in the middle of the response.
 */
export const connectionReset = defineFault({
  name: 'connection-reset',
  catches:
    'a client that repeats a create request after a reset, and pays twice if the first one had been accepted',
  strikes: [...EVERY_CALL, 'result'],
  settings: {
    at: choiceSetting(
      'after the work (accepted), before it (before), or in the middle of the response (mid-body)',
      PLACES,
    ),
  },
  interruptRequest: ({ settings: { at } }) => (at === 'before' ? reset(at) : undefined),
  carryAnswer: ({ settings: { at } }) => reset(at),
  bendResult: ({ settings: { at } }) => ({ transport: reset(at) }),
})
