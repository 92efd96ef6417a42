import { isTerminal } from '../../contracts/index.ts'
import type { Step } from '../tasks/timeline.ts'
import { defineFault } from './fault.ts'
import { durationSetting, textSetting } from './fault-settings.ts'

/** The create request is accepted, the task runs, and then it fails; its credits are refunded. */
export const taskFails = defineFault({
  name: 'task-fails',
  catches: 'a client that waits only for success, or reads results without checking the state',
  strikes: ['create'],
  settings: {
    after: durationSetting(
      'when it fails, counted from the create request (default: when it would have ended)',
      undefined,
    ),
    code: textSetting("the failure's code (default: the provider's usual one)", undefined),
    message: textSetting("the failure's message (default: the provider's usual one)", undefined),
  },
  bendTimeline: ([first, ...rest], { settings: { after, code, message } }) => {
    const failure = { ...(code !== undefined && { code }), ...(message !== undefined && { message }) }
    const end: Omit<Step, 'afterMs'> = { phase: 'failed', failure }
    if (after === undefined)
      return [first, ...rest.map((step) => (isTerminal(step.phase) ? { ...step, ...end } : step))]
    const before = rest.filter(({ afterMs, phase }) => afterMs < after && !isTerminal(phase))
    return [first, ...before, { afterMs: after, ...end }]
  },
})
