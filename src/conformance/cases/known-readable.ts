import type { Case } from '../case.ts'
import { CouldNotCheck } from '../could-not-check.ts'

/** Reports once which of the tasks could not be read; the other cases look at the rest. */
export const knownReadable: Case = {
  id: 'known-readable',
  about: 'the tasks that were named can be read',
  tier: 'free',
  needs: ['known-task'],
  isRead: true,
  check: async ({ run }) => {
    const lost = await run.known.lost()
    if (lost.length === 0) return
    const names = lost.map(({ id, read }) => `${id} (status ${read.status})`).join(', ')
    throw new CouldNotCheck(`these tasks cannot be read, or no longer: ${names}`)
  },
}
