import { say } from './base/buttons.js'
import { takeEnded } from './store/phases.js'
import { phaseOf } from './store/time.js'

/** More endings at once are counted. */
const MOST_NAMED = 3

/** Tells screen readers which tasks have ended. */
export const announceEnds = () => {
  const ended = takeEnded()
  if (ended.length === 0) return
  const words = ended.map((task) => `${(task.prompt ?? task.id).slice(0, 80)}: ${phaseOf(task)}`)
  say(ended.length > MOST_NAMED ? `${ended.length} tasks have ended` : words.join('. '))
}
