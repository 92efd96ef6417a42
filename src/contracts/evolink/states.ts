import type { Phase } from '../vocabulary.ts'

/**
 * EvoLink's words for the state of a task. Documented: the query's `status`; `cancelled` only in the prose on
 * callbacks, and no route to cancel a task is known.
 */
export const evolinkStates: Readonly<Record<string, Phase>> = {
  pending: 'queued',
  processing: 'running',
  completed: 'succeeded',
  failed: 'failed',
  cancelled: 'failed',
}
