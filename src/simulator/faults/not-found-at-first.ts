import { Refusal } from '../http/refusal.ts'
import { defineFault } from './fault.ts'
import { countSetting } from './fault-settings.ts'

/** The first reads of a new task say that there is no such task (observed at Kie, for a moment right after the create). */
export const notFoundAtFirst = defineFault({
  name: 'not-found-at-first',
  catches: 'a client that believes the first "not found" and gives up a task it has paid for',
  strikes: ['create'],
  settings: { reads: countSetting('how many reads do not find it', 2) },
  rejectRead: (read, { settings: { reads } }) =>
    read <= reads
      ? new Refusal('unknown-task', `The task is there; that read ${read} does not find it was asked for.`)
      : undefined,
})
