/** @import { Task } from '../types.d.ts' */
import { make } from '../base/dom.js'
import { icon } from '../base/icon.js'
import { phaseOf } from '../store/time.js'

/** A hue for a task, the same every time. @type {(text: string) => number} */
const hueOf = (text) => {
  let hash = 0
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 997
  return Math.round((hash / 997) * 360)
}

/** Width by height; 16:9 if it cannot be read. @type {(aspectRatio: string) => number} */
const ratioOf = (aspectRatio) => {
  const [width = 0, height = 0] = aspectRatio.split(':').map(Number)
  return width > 0 && height > 0 ? width / height : 16 / 9
}

/** @type {(element: HTMLElement, task: Task) => void} */
const paint = (element, { id, media }) => {
  element.style.setProperty('--hue', String(hueOf(id)))
  element.style.setProperty('--ratio', String(ratioOf(media.aspectRatio)))
}

const OUTPUT_SIGNS = { video: '', image: 'image', audio: 'sound', text: 'text' }

/** A small picture of what a task makes, which shows how far it is. @type {(task: Task) => HTMLElement} */
export const thumbnail = (task) => {
  const element = make(
    'span.thumbnail',
    { 'aria-hidden': 'true', 'data-phase': phaseOf(task) },
    make('span.picture', OUTPUT_SIGNS[task.media.output]),
  )
  paint(element, task)
  return element
}

/** @type {(task: Task) => string} */
const mediaWords = ({ media: { output, durationSeconds, aspectRatio, resolution } }) => {
  if (output === 'video') return `${durationSeconds} s · ${resolution} · ${aspectRatio}`
  return output === 'audio' ? 'sound' : output
}

/**
 * The first sight of a video: the file itself is fetched only when somebody wants to see it.
 *
 * @type {(task: Task, play: () => void) => HTMLElement}
 */
export const poster = (task, play) => {
  const element = make(
    'button.poster',
    { type: 'button', onclick: play },
    make('span.poster-play', icon('play'), make('span.quiet', 'Play the result: ')),
    make('span.poster-words', make('span', task.prompt ?? task.model), make('span', mediaWords(task))),
  )
  paint(element, task)
  return element
}
