import { failureNames, isTerminal } from '../../contracts/index.ts'
import type { Step } from '../tasks/timeline.ts'
import { defineFault } from './fault.ts'
import { durationSetting, optionalChoice, textSetting } from './fault-settings.ts'

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
    as: optionalChoice("in the provider's own words for this (default: its usual words)", failureNames),
    code: textSetting("the failure's code (default: the provider's usual one)", undefined),
    message: textSetting("the failure's message (default: the provider's usual one)", undefined),
  },
  cannot: ({ provider: { contract } }, { as }) =>
    as === undefined || contract.failures[as] !== undefined
      ? undefined
      : `${contract.title} has no words for ${as}; it has some for ${Object.keys(contract.failures).join(', ')}`,
  bendTimeline: ([first, ...rest], { settings: { after, as, code, message } }) => {
    const failure = {
      ...(as !== undefined && { as }),
      ...(code !== undefined && { code }),
      ...(message !== undefined && { message }),
    }
    const end: Omit<Step, 'afterMs'> = { phase: 'failed', failure }
    if (after === undefined)
      return [first, ...rest.map((step) => (isTerminal(step.phase) ? { ...step, ...end } : step))]
    const before = rest.filter(({ afterMs, phase }) => afterMs < after && !isTerminal(phase))
    return [first, ...before, { afterMs: after, ...end }]
  },
})
