import type { Phase } from '../vocabulary.ts'

/**
 * Kie's words for the state of a task. Documented: waiting, success, fail (response table); observed: generating;
 * `queuing` is on a newer page and was never seen.
 */
export const kieStates: Readonly<Record<string, Phase>> = {
  waiting: 'queued',
  queuing: 'queued',
  generating: 'running',
  success: 'succeeded',
  fail: 'failed',
}
