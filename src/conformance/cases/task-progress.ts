import type { CaseFor } from '../case.ts'
import { ofTheCreatedTask, progressRises } from '../checks/paid.ts'

/** Clients show it as a progress bar. */
export const taskProgress: CaseFor = ({ at }) =>
  at.progress === undefined
    ? undefined
    : {
        id: 'task-progress',
        about: 'progress never falls',
        tier: 'paid',
        sharesTask: true,
        check: ofTheCreatedTask(progressRises),
      }
