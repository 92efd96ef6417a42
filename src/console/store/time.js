/** @import { Phase, Task } from '../types.d.ts' */

/** What each account's clock showed, and when, by the browser's own clock. @type {Map<string, { now: number, readAt: number }>} */
const readings = new Map()

/** How many times faster than the browser's the clocks run; 0 while they are moved by hand. */
let speed = 0

/** @type {(times: number) => void} */
export const readSpeed = (times) => {
  speed = times
}

/** @type {(name: string, now: number) => void} */
export const readClock = (name, now) => {
  readings.set(name, { now, readAt: performance.now() })
}

/** A clock never goes back: whatever happened, happened by then. @type {(name: string, at: number) => void} */
export const sawTime = (name, at) => {
  if (at > nowOf(name)) readClock(name, at)
}

/** @type {number | undefined} */
let current

/** The browser's clock, read once for all that is drawn together: to ask it for each of 10,000 tasks takes longer than to draw them. */
const browserNow = () => {
  if (current !== undefined) return current
  queueMicrotask(() => {
    current = undefined
  })
  current = performance.now()
  return current
}

/** What an account's clock shows now; without a name, the server's. @type {(name?: string) => number} */
export const nowOf = (name = '') => {
  const { now, readAt } = readings.get(name) ?? readings.get('') ?? { now: 0, readAt: 0 }
  return now + Math.max(0, browserNow() - readAt) * speed
}

/** @type {(phase: Phase) => boolean} */
export const isTerminal = (phase) => phase === 'succeeded' || phase === 'failed'

/** The phase of a task by now, which may be further on than when it was last reported. @type {(task: Task) => Phase} */
export const phaseOf = (task) => {
  if (isTerminal(task.phase)) return task.phase
  const now = nowOf(task.account)
  return task.steps.findLast(({ at }) => at !== null && at <= now)?.phase ?? task.phase
}

/** @type {(task: Task) => boolean} */
export const isUnderWay = (task) => !isTerminal(phaseOf(task))
