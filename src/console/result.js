import { fileUrl } from './api.js'
import { bodyBlock, headed } from './bodies.js'
import { copyButton, make } from './dom.js'

const KINDS = { mp4: 'video', mp3: 'audio', wav: 'audio', png: 'img', jpeg: 'img', webp: 'img' }

/** Shows a file, which is downloaded only on request: that is a call that the client under test never made. */
const viewer = (url, name, failed) => {
  const source = fileUrl(url)
  const kind = KINDS[url.split('.').at(-1)]
  if (kind === undefined) return make('a', { href: source, target: '_blank', rel: 'noopener' }, 'Open')
  const element = make(kind, { alt: name, 'aria-label': name })
  element.onerror = () => {
    failed.hidden = false
  }
  if (kind === 'img') {
    const show = () => {
      element.src = source
      button.replaceWith(element)
    }
    const button = make('button', { type: 'button', onclick: show }, 'Show')
    return button
  }
  for (const option of ['controls', 'playsinline', 'loop']) element.setAttribute(option, '')
  element.preload = 'none'
  element.muted = kind === 'video'
  element.src = source
  return element
}

const file = (task, url, title) => {
  const words = 'The file cannot be shown; the list of requests has the response.'
  const failed = make('p.failure', { hidden: true }, words)
  return headed(
    title,
    make('span.hint', 'playing it counts as a download'),
    copyButton('Copy link', () => url),
    viewer(url, `${title} of ${task.prompt ?? task.id}`, failed),
    failed,
  )
}

const files = ({ resultUrls, ...task }) =>
  make(
    'div',
    resultUrls.map((url, index) =>
      file(task, url, resultUrls.length === 1 ? 'Result' : `Result ${index + 1} of ${resultUrls.length}`),
    ),
  )

/** What a task made. */
export const outcome = (task) => {
  if (task.phase === 'succeeded' && task.resultUrls.length > 0) return files(task)
  if (task.phase === 'succeeded' && task.resultObject !== null)
    return bodyBlock('Result', JSON.stringify(task.resultObject))
  if (task.phase === 'succeeded') return make('p.failure', 'It succeeded, but without a result.')
  if (task.phase !== 'failed') return make('span', { hidden: true })
  const { code, message } = task.failure ?? {}
  return make(
    'p.failure',
    make('strong', 'Failed'),
    code !== undefined && [' ', make('code', code)],
    `: ${(message ?? 'in the provider’s usual words').replace(/\.$/, '')}. Its credits were given back.`,
  )
}
