import { isTerminal } from '../../contracts/index.ts'
import { defineFault } from './fault.ts'
import { choiceSetting, durationSetting } from './fault-settings.ts'

/** The task stays queued or running, forever or for a while. */
export const taskStalls = defineFault({
  name: 'task-stalls',
  catches:
    'a client that waits endlessly, or gives up before the task ends and throws away the id it paid for',
  strikes: ['create'],
  settings: {
    in: choiceSetting('where it stays', ['running', 'queued']),
    for: durationSetting('how much longer it takes (default: forever)', undefined),
  },
  bendTimeline: ([first, ...rest], { settings }) => {
    const isHeldBack = (phase: string): boolean => settings.in === 'queued' || phase !== 'running'
    const delay = settings.for
    if (delay === undefined) return [first, ...rest.filter(({ phase }) => !isHeldBack(phase))]
    return [
      first,
      ...rest.map((step) =>
        isTerminal(step.phase) || isHeldBack(step.phase) ? { ...step, afterMs: step.afterMs + delay } : step,
      ),
    ]
  },
})
