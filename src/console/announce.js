/** @import { Phase } from './types.d.ts' */
import { say } from './base/buttons.js'
import { store } from './store/store.js'
import { isTerminal, phaseOf } from './store/time.js'

/** The phase of each task under way, as last seen. @type {Map<string, Phase>} */
const seen = new Map()

/** More endings at once are counted. */
const MOST_NAMED = 3

/** Tells screen readers which tasks have ended. */
export const announceEnds = () => {
  const ended = []
  for (const task of store.tasks.values()) {
    const phase = phaseOf(task)
    if (!isTerminal(phase)) seen.set(task.id, phase)
    else if (seen.size > 0 && seen.delete(task.id))
      ended.push(`${(task.prompt ?? task.id).slice(0, 80)}: ${phase}`)
  }
  if (ended.length > 0) say(ended.length > MOST_NAMED ? `${ended.length} tasks have ended` : ended.join('. '))
}
