import { defineFault } from './fault.ts'
import { choiceSetting } from './fault-settings.ts'

/** The connection is reset: before any work, after the work but before the answer, or in the middle of the answer. */
export const connectionReset = defineFault({
  name: 'connection-reset',
  catches:
    'a client that sends a create again after a reset, and pays twice when the first one had been accepted',
  strikes: ['create', 'retrieve', 'balance', 'download-link'],
  settings: {
    at: choiceSetting(
      'after the work (accepted), before it (before), or in the middle of the answer (mid-body)',
      ['accepted', 'before', 'mid-body'],
    ),
  },
  interruptRequest: ({ settings: { at } }) =>
    at === 'before' ? { kind: 'cut', share: 0, abruptly: true } : undefined,
  carryAnswer: ({ settings: { at } }) => ({
    kind: 'cut',
    share: at === 'mid-body' ? 0.5 : 0,
    abruptly: true,
  }),
})
