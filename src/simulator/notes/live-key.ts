import { lookOfKey } from '../accounts/key-look.ts'
import type { Note } from './note.ts'

export const liveKey: Note = {
  name: 'live-key',
  notices: 'a key that looks as if it costs money; once per account, or refused with `--refuse-live-keys`',
  example:
    'This looks like a live key of <provider>; any other text opens an account here, and --refuse-live-keys refuses such keys.',
  onCall: ({ account }) => {
    const { live } = account.key
    if (live === undefined) return undefined
    return account.once(
      'live-key',
      () =>
        `This looks like a live key of ${live.title}; any other text opens an account here, and --refuse-live-keys refuses such keys.`,
    )
  },
  onRefusal: ({ account, request, simulation }) => {
    if (account !== undefined || !simulation.settings.refuseLiveKeys) return undefined
    const [, key = ''] = (request.headers.authorization ?? '').split(/ +/)
    return lookOfKey(key).live === undefined
      ? undefined
      : 'This looks like a live key, and --refuse-live-keys refuses those; give the code under test another one.'
  },
}
