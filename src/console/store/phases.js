/** @import { Phase, Task } from '../types.d.ts' */
import { createSoonest } from './soonest.js'
import { isTerminal, nowOf, phaseOf } from './time.js'

/**
 * Where all tasks are, kept up to date by what changes: to look at each of 10,000 for every frame takes longer than to
 * draw what is in sight.
 */

/** The phase of each task, as last looked at. @type {Map<string, { task: Task, phase: Phase }>} */
const seen = new Map()
/** When tasks go on by themselves, by account. @type {Map<string, ReturnType<typeof createSoonest>>} */
const booked = new Map()
/** The next moment of each task. @type {Map<string, number>} */
const nextOf = new Map()
/** Tasks that have not ended, kept when everything is read again. @type {Set<string>} */
const underWay = new Set()
/** Tasks that have ended since somebody asked. @type {Task[]} */
let ended = []

/** How many tasks are in each phase. @type {Map<Phase, number>} */
export const phaseCounts = new Map()

/** Tasks that have ended by their account's clock, which the simulator has not been asked about. @type {Set<string>} */
export const overdue = new Set()

/** @type {(phase: Phase | undefined, by: 1 | -1) => void} */
const count = (phase, by) => {
  if (phase === undefined) return
  const sum = (phaseCounts.get(phase) ?? 0) + by
  if (sum > 0) phaseCounts.set(phase, sum)
  else phaseCounts.delete(phase)
}

/** @type {(task: Task) => void} */
const bookNext = ({ id, account, steps }) => {
  const now = nowOf(account)
  const at = steps.find((step) => step.at !== null && step.at > now)?.at ?? undefined
  if (at === undefined || nextOf.get(id) === at) return
  nextOf.set(id, at)
  const moments = booked.get(account) ?? createSoonest()
  booked.set(account, moments)
  moments.add({ at, id })
}

/** @type {(id: string, task: Task, phase: Phase) => void} */
const noteEnd = (id, task, phase) => {
  if (!isTerminal(phase)) underWay.add(id)
  else if (underWay.delete(id)) ended.push(task)
}

/** Takes note of a task as it is now. @type {(task: Task) => void} */
export const seePhase = (task) => {
  const { id } = task
  const phase = phaseOf(task)
  count(seen.get(id)?.phase, -1)
  count(phase, 1)
  seen.set(id, { task, phase })
  if (isTerminal(phase) && !isTerminal(task.phase)) overdue.add(id)
  else overdue.delete(id)
  noteEnd(id, task, phase)
  bookNext(task)
}

/** @type {(id: string) => void} */
export const forgetPhase = (id) => {
  count(seen.get(id)?.phase, -1)
  seen.delete(id)
  nextOf.delete(id)
  overdue.delete(id)
}

export const forgetPhases = () => {
  for (const each of [seen, booked, nextOf, phaseCounts, overdue]) each.clear()
}

/** Looks at the tasks that have gone on since. */
export const passTime = () => {
  for (const [account, moments] of booked) {
    const now = nowOf(account)
    for (let next = moments.take(now); next !== undefined; next = moments.take(now)) {
      nextOf.delete(next.id)
      const known = seen.get(next.id)
      if (known !== undefined) seePhase(known.task)
    }
  }
}

/** The tasks that have ended since it was last called. */
export const takeEnded = () => {
  const those = ended
  ended = []
  return those
}
