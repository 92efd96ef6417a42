import { defineFault, EVERY_CALL, type Transport } from './fault.ts'
import { choiceSetting, durationSetting } from './fault-settings.ts'

const silence = (forMs: number): Transport => ({ kind: 'hang', forMs })

/** No response, before or after the work, until the connection is closed. */
export const hang = defineFault({
  name: 'hang',
  catches:
    'a client without a timeout, or one that takes a timeout as proof that nothing was done, and pays twice',
  strikes: [...EVERY_CALL, 'result'],
  settings: {
    at: choiceSetting('after the work (accepted), or before any is done (before)', ['accepted', 'before']),
    // As long as undici and many gateways wait.
    for: durationSetting('how long until the connection is closed', 300_000),
  },
  interruptRequest: ({ settings }) => (settings.at === 'before' ? silence(settings.for) : undefined),
  carryAnswer: ({ settings }) => silence(settings.for),
  bendResult: ({ settings }) => ({ transport: silence(settings.for) }),
})
