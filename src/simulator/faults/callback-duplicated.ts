import { defineFault } from './fault.ts'
import { countSetting, durationSetting } from './fault-settings.ts'

/** The callback comes several times with the same body. */
export const callbackDuplicated = defineFault({
  name: 'callback-duplicated',
  catches: 'a receiver that books, mails or stores a result once per callback instead of once per task',
  strikes: ['create'],
  settings: {
    times: countSetting('how often it comes in all', 2),
    apart: durationSetting('how long between them', 1_000),
  },
  bendCallbacks: (planned, { settings: { times, apart } }) =>
    planned.flatMap((callback) =>
      Array.from({ length: times }, (_, nth) => ({ ...callback, afterMs: callback.afterMs + nth * apart })),
    ),
})
