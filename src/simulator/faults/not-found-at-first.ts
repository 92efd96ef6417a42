import { Refusal } from '../http/refusal.ts'
import { defineFault } from './fault.ts'
import { countSetting } from './fault-settings.ts'

/**
 * The first reads of a new task say that it does not exist (observed at Kie, for a moment right after the create
 * request).
 */
export const notFoundAtFirst = defineFault({
  name: 'not-found-at-first',
  catches: 'a client that believes the first "not found" and abandons a task it has paid for',
  strikes: ['create'],
  settings: { reads: countSetting('how many reads fail to find it', 2) },
  rejectRead: (read, { settings: { reads } }) =>
    read <= reads
      ? new Refusal('unknown-task', `The task exists; a fault was requested that hides it from read ${read}.`)
      : undefined,
})
