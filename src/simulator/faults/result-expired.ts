import { defineFault } from './fault.ts'
import { choiceSetting } from './fault-settings.ts'

/** The link has expired, long before its time. */
export const resultExpired = defineFault({
  name: 'result-expired',
  catches: "a client that keeps the provider's link instead of the file",
  strikes: ['result'],
  settings: { status: choiceSetting('the status of the download', ['403', '404', '410']) },
  bendResult: ({ settings: { status } }) => ({
    refusal: {
      status: Number(status) as 403 | 404 | 410,
      error: 'That this result link has expired was asked for.',
    },
  }),
})
