import { defineFault, NO_SETTINGS } from './fault.ts'

/** Half-way through its run the task is queued again, and then runs on: a worker died and another took over. */
export const stateGoesBack = defineFault({
  name: 'state-goes-back',
  catches: 'a client that assumes states only move forward, or records a new task whenever one is queued',
  strikes: ['create'],
  settings: NO_SETTINGS,
  cannot: ({ settings: { progress } }) =>
    progress === 'time' ? undefined : 'it needs tasks that progress with time (--progress time)',
  bendTimeline: (timeline) => {
    const [first, ...rest] = timeline
    const end = timeline.at(-1)
    const run = rest.find(({ phase }) => phase === 'running')
    if (run === undefined || end === undefined) return timeline
    const afterQuarters = (quarters: number): number =>
      run.afterMs + Math.round(((end.afterMs - run.afterMs) * quarters) / 4)
    return [
      first,
      run,
      { afterMs: afterQuarters(2), phase: 'queued' },
      { afterMs: afterQuarters(3), phase: 'running' },
      end,
    ]
  },
})
