/** @import { Child } from '../base/dom-types.d.ts' */
/** @import { Life, Mark } from './life.js' */
import { make } from '../base/dom.js'
import { duration } from '../base/format.js'
import { lifeInWords, ofKind } from './life.js'

/**
 * The position of a time, from 0 to 1.
 *
 * @typedef {object} Scale
 * @property {(at: number) => number} place
 * @property {number | undefined} breakAt where the scale changes
 */

/** The share of the width that the life of a task keeps when what came after it took longer. */
const LIFE_SHARE = 0.66

/** A long time after the end is compressed, so that a download on the next day hides nothing. @type {(life: Life) => Scale} */
const scaleOf = ({ start, end, last, isUnderWay }) => {
  const whole = Math.max(1, last - start)
  const life = Math.max(1, (end ?? last) - start)
  const tail = last - start - life
  if (isUnderWay || end === undefined || end === start || tail <= life)
    return { place: (at) => (at - start) / whole, breakAt: undefined }
  return {
    place: (at) =>
      at <= end ? (LIFE_SHARE * (at - start)) / life : LIFE_SHARE + ((1 - LIFE_SHARE) * (at - end)) / tail,
    breakAt: LIFE_SHARE,
  }
}

/** @type {(share: number) => string} */
const percent = (share) => `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%`

/** @type {(element: HTMLElement, share: number) => HTMLElement} */
const placed = (element, share) => {
  element.style.left = percent(share)
  return element
}

/** @type {(place: Scale['place'], kind: string, from: number, to: number, isPlanned: boolean) => Child} */
const bar = (place, kind, from, to, isPlanned) => {
  if (to <= from) return undefined
  const element = make('i.bar', { 'data-kind': kind, 'data-planned': isPlanned })
  element.style.width = percent(place(to) - place(from))
  return placed(element, place(from))
}

/** A phase, split into its past and its planned part. @type {(place: Scale['place'], kind: string, from: number, to: number, now: number) => Child} */
const stretch = (place, kind, from, to, now) => [
  bar(place, kind, from, Math.min(to, now), false),
  bar(place, kind, Math.max(from, now), to, true),
]

const NAMES = { poll: 'read', attempt: 'callback attempt', download: 'download', create: 'create request' }

/** @type {(mark: Mark) => string} */
const wordsOf = (mark) => {
  if (mark.kind === 'attempt') {
    const { attempt, number } = mark
    return `${NAMES.attempt} ${number}: ${attempt.status ?? attempt.error ?? 'no response'}`
  }
  const { status, fault } = mark.exchange
  return `${NAMES[mark.kind]}: ${status ?? 'cut off'}${fault === null ? '' : ` (fault ${fault})`}`
}

/** @type {(place: Scale['place'], mark: Mark, start: number) => HTMLElement} */
const markOf = (place, mark, start) => {
  const title = `+${duration(mark.at - start)}, ${wordsOf(mark)}`
  return placed(make(`i.mark.${mark.kind}`, { 'data-kind': mark.tone, title }), place(mark.at))
}

/** A mark for each event, or one for several that would cover each other. @type {(scale: Scale, marks: readonly Mark[], start: number) => Child} */
const marksOf = ({ place }, marks, start) => {
  /** @type {Map<string, Mark>} */
  const apart = new Map()
  for (const mark of marks) apart.set(`${mark.kind} ${mark.tone} ${Math.round(place(mark.at) * 250)}`, mark)
  return [...apart.values()].map((mark) => markOf(place, mark, start))
}

/** @type {(life: Life, scale: Scale) => Child} */
const bars = ({ start, runsAt, end, last, now, phase, isUnderWay }, { place, breakAt }) => {
  const queuedUntil = Math.min(runsAt ?? Number.POSITIVE_INFINITY, end ?? Number.POSITIVE_INFINITY, last)
  return [
    stretch(place, 'queued', start, queuedUntil, now),
    runsAt !== undefined && stretch(place, 'running', runsAt, end ?? last, now),
    end !== undefined &&
      placed(make('i.finish', { 'data-kind': phase, 'data-planned': isUnderWay }), place(end)),
    breakAt !== undefined &&
      placed(make('i.gap', { title: 'the time after the end is compressed' }), breakAt + 0.02),
  ]
}

/** A life in one line. @type {(life: Life) => HTMLElement} */
export const lane = (life) => {
  const scale = scaleOf(life)
  const marks = life.marks.filter(({ kind }) => kind !== 'create')
  return make(
    'span.lane',
    { role: 'img', 'aria-label': `Time line: ${lifeInWords(life)}` },
    make('span.track', bars(life, scale)),
    marks.length > 0 && make('span.track.marks', marksOf(scale, marks, life.start)),
  )
}

const NICE = [1, 2, 5, 10, 15, 20, 30, 60]

/** About four even steps of a length, in ms: `1 s`, `15 s`, `2 min`. @type {(ms: number) => number} */
const stepFor = (ms) => {
  let unit = 1
  for (const size of [10, 100, 1_000, 60_000, 3_600_000, 86_400_000]) if (ms / 4 >= size) unit = size
  const nice = unit < 1_000 ? [1, 2, 5, 10] : NICE
  return unit * (nice.find((step) => step * unit * 4.5 >= ms) ?? Math.ceil(ms / 4 / unit))
}

/** @type {(life: Life, scale: Scale) => HTMLElement} */
const axis = (life, { place, breakAt }) => {
  const until = breakAt === undefined ? life.last : (life.end ?? life.last)
  const step = stepFor(Math.max(1, until - life.start))
  const ticks = []
  for (let at = life.start; at <= until; at += step) ticks.push(at)
  if (breakAt !== undefined) ticks.push(life.last)
  const tickAt = (/** @type {number} */ at) => {
    const words = at === life.start ? '0' : duration(at - life.start)
    return placed(make('i.tick', { 'data-late': place(at) > 0.94 }, words), place(at))
  }
  return make('span.axis', { 'aria-hidden': 'true' }, ticks.map(tickAt))
}

/** @type {(life: Life, scale: Scale, name: string, things: Child) => Child} */
const trackRow = (life, scale, name, things) => [
  make('span.track-name', name),
  make(
    'span.track',
    things,
    life.isUnderWay && placed(make('i.now', { title: 'now' }), scale.place(life.now)),
  ),
]

/** A life in full: a track for each kind of event that there was, and the time below. @type {(life: Life) => HTMLElement} */
export const fullTimeLine = (life) => {
  const scale = scaleOf(life)
  /** @type {readonly (readonly [string, Mark['kind']])[]} */
  const tracks = [
    ['Reads', 'poll'],
    ['Callbacks', 'attempt'],
    ['Downloads', 'download'],
  ]
  return make(
    'div.time-line',
    { role: 'img', 'aria-label': `Time line: ${lifeInWords(life)}` },
    trackRow(life, scale, 'State', bars(life, scale)),
    tracks
      .filter(([, kind]) => ofKind(life, kind).length > 0)
      .map(([name, kind]) => trackRow(life, scale, name, marksOf(scale, ofKind(life, kind), life.start))),
    make('span'),
    axis(life, scale),
  )
}

/** @type {readonly (readonly [string, string, string])[]} */
const LEGEND = [
  ['i.bar', 'queued', 'queued'],
  ['i.bar', 'running', 'running'],
  ['i.bar.planned', 'running', 'planned'],
  ['i.finish', 'succeeded', 'succeeded'],
  ['i.finish', 'failed', 'failed'],
  ['i.mark.poll', 'succeeded', 'read'],
  ['i.mark.attempt', 'succeeded', 'callback delivered'],
  ['i.mark.attempt', 'failed', 'callback failed'],
  ['i.mark.download', 'succeeded', 'download'],
  ['i.mark.poll', 'fault', 'struck by a fault'],
  ['i.gap', '', 'time left out'],
]

/** What every sign of a time line means. */
export const legend = () =>
  make(
    'ul.legend',
    { 'aria-label': 'What the signs of a time line mean' },
    LEGEND.map(([name, kind, words]) =>
      make('li', make('span.sample', { 'aria-hidden': 'true' }, make(name, { 'data-kind': kind })), words),
    ),
  )
