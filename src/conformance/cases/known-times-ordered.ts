import type { CaseFor } from '../case.ts'
import { ofEndedTasks, timesOrdered } from '../checks/known.ts'

/** Durations are computed from them. */
export const knownTimesOrdered: CaseFor = ({ endedAt }) =>
  endedAt === undefined
    ? undefined
    : {
        id: 'known-times-ordered',
        about: 'an ended task was created before it ended',
        tier: 'free',
        needs: ['known-task'],
        isRead: true,
        check: ofEndedTasks(timesOrdered),
      }
