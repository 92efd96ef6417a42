/** @import { Task } from '../types.d.ts' */
import { fileUrl } from '../base/api.js'
import { copyButton } from '../base/buttons.js'
import { make } from '../base/dom.js'
import { count } from '../base/format.js'
import { providerTitle } from '../store/store.js'
import { bodyBlock, callout, headed } from './bodies.js'
import { poster } from './poster.js'

/** @type {Readonly<Record<string, 'video' | 'audio' | 'img'>>} */
const KINDS = { mp4: 'video', mp3: 'audio', wav: 'audio', png: 'img', jpeg: 'img', webp: 'img' }

/** @type {(kind: 'video' | 'audio' | 'img', source: string, name: string, failed: HTMLElement) => HTMLElement} */
const playerOf = (kind, source, name, failed) => {
  const element = make(kind, { alt: kind === 'img' && name, 'aria-label': name })
  element.onerror = () => {
    failed.hidden = false
  }
  if (!(element instanceof HTMLImageElement)) {
    element.controls = true
    element.loop = true
    element.preload = 'none'
    element.muted = kind === 'video'
    element.autoplay = kind === 'video'
  }
  element.src = source
  return element
}

/**
 * Shows a file, which is downloaded only on request: that is a call that the client under test never made.
 *
 * @type {(task: Task, url: string, name: string, failed: HTMLElement) => HTMLElement}
 */
const viewer = (task, url, name, failed) => {
  const source = fileUrl(url) ?? url
  const kind = KINDS[url.split('.').at(-1) ?? '']
  if (kind === undefined) return make('a', { href: source, target: '_blank', rel: 'noopener' }, 'Open')
  if (kind === 'audio') return playerOf(kind, source, name, failed)
  const show = () => {
    const player = playerOf(kind, source, name, failed)
    closed.replaceWith(player)
    player.focus()
  }
  const closed =
    kind === 'video' ? poster(task, show) : make('button', { type: 'button', onclick: show }, 'Show')
  return closed
}

/** @type {(task: Task, url: string, title: string) => HTMLElement} */
const file = (task, url, title) => {
  const words = 'The file cannot be shown; the list of requests has the response.'
  const failed = make('p.failure', { hidden: true }, words)
  return headed(
    title,
    make('span.hint', 'showing it counts as a download'),
    copyButton('Copy link', () => url),
    viewer(task, url, `${title} of ${task.prompt ?? task.id}`, failed),
    failed,
  )
}

/** What a client reads of a failure. @type {(task: Task) => HTMLElement} */
const failure = ({ told, provider, cost }) =>
  callout(
    'failed',
    'Failed',
    told === null
      ? make('p', 'Its client reads that it failed, and no reason: the profile has no field for one.')
      : make('p', 'Its client reads: ', make('code', told.code), ' ', make('q', told.message)),
    make('p.hint', `${count(cost, 'credit')} given back, as ${providerTitle(provider)} does.`),
  )

/** What a task made. @type {(task: Task) => HTMLElement} */
export const outcome = (task) => {
  if (task.phase === 'failed') return failure(task)
  if (task.phase !== 'succeeded') return make('span', { hidden: true })
  if (task.resultUrls.length > 0) {
    const titleOf = (/** @type {number} */ index) =>
      task.resultUrls.length === 1 ? 'Result' : `Result ${index + 1} of ${task.resultUrls.length}`
    return make(
      'div.results',
      task.resultUrls.map((url, index) => file(task, url, titleOf(index))),
    )
  }
  if (task.resultObject !== null) return bodyBlock('Result', JSON.stringify(task.resultObject))
  return callout('failed', 'It succeeded, but without a result.')
}
