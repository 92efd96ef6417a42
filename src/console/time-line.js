import { make } from './dom.js'
import { count, duration, statusKind } from './format.js'
import { deliveriesOf, exchangesOf, isUnderWay, nowOf, phaseOf } from './store.js'

/** What happened in a task's life, and what is planned, in ms by its account's clock. */
export const lifeOf = (task) => {
  const now = nowOf(task.account)
  const phase = phaseOf(task)
  const start = task.createdAt
  const end =
    task.steps.findLast((step) => step.phase === 'succeeded' || step.phase === 'failed')?.at ?? undefined
  const marks = [
    ...exchangesOf(task.id).map((exchange) => ({
      at: exchange.at,
      kind: kindOf(exchange),
      tone: exchange.fault === null ? statusKind(exchange) : 'fault',
      exchange,
    })),
    ...deliveriesOf(task.id).flatMap((delivery) =>
      delivery.attempts.map((attempt, index) => ({
        at: attempt.at,
        kind: 'attempt',
        tone: attempt.status >= 200 && attempt.status < 300 ? 'succeeded' : 'failed',
        attempt,
        number: index + 1,
        delivery,
      })),
    ),
  ].sort((a, b) => a.at - b.at)
  const underWay = isUnderWay(task)
  const reached = Math.max(start, underWay ? now : (end ?? start), marks.at(-1)?.at ?? start)
  return {
    start,
    runsAt: task.steps.find((step) => step.phase === 'running')?.at ?? undefined,
    end,
    phase,
    now: underWay ? now : Math.max(now, end ?? start),
    marks,
    isUnderWay: underWay,
    /** The right edge: the end of what has happened, or of what is planned. */
    last: Math.max(reached, underWay && end !== undefined ? end : reached),
  }
}

const kindOf = ({ operation }) => {
  if (operation?.endsWith('.result')) return 'download'
  return /create/i.test(operation ?? '') ? 'create' : 'poll'
}

/** The share of the width that the life of a task keeps when what came after it took longer. */
const LIFE_SHARE = 0.66

/**
 * The position of a time, from 0 to 1. A long time after the end is compressed, so that a download on the next day
 * hides nothing.
 */
const scaleOf = ({ start, end, last, isUnderWay: underWay }) => {
  const whole = Math.max(1, last - start)
  const life = Math.max(1, (end ?? last) - start)
  const tail = last - start - life
  if (underWay || end === undefined || end === start || tail <= life)
    return { place: (at) => (at - start) / whole, breakAt: undefined }
  return {
    place: (at) =>
      at <= end ? (LIFE_SHARE * (at - start)) / life : LIFE_SHARE + ((1 - LIFE_SHARE) * (at - end)) / tail,
    breakAt: LIFE_SHARE,
  }
}

/** One scale for many tasks. */
export const sharedScale = (lives) => {
  const start = Math.min(...lives.map((life) => life.start))
  const last = Math.max(...lives.map((life) => life.last))
  const whole = Math.max(1, last - start)
  return { place: (at) => (at - start) / whole, breakAt: undefined, key: `${start}-${last}` }
}

const percent = (share) => `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%`

const bar = (place, kind, from, to, planned) => {
  if (to <= from) return undefined
  const element = make('i.bar', { 'data-kind': kind, 'data-planned': planned })
  element.style.left = percent(place(from))
  element.style.width = percent(place(to) - place(from))
  return element
}

/** A phase, split into its past and its planned part. */
const stretch = (place, kind, from, to, now) => [
  bar(place, kind, from, Math.min(to, now), false),
  bar(place, kind, Math.max(from, now), to, true),
]

const NAMES = { poll: 'read', attempt: 'callback attempt', download: 'download', create: 'create' }

const markOf = (place, { at, kind, tone, exchange, attempt, number }, start) => {
  const what = attempt === undefined ? NAMES[kind] : `${NAMES[kind]} ${number}`
  const outcome = attempt === undefined ? (exchange.status ?? 'cut off') : (attempt.status ?? attempt.error)
  const element = make(`i.mark.${kind}`, {
    'data-kind': tone,
    title: `${what} at +${duration(at - start)}: ${outcome}${exchange?.fault ? ` (fault ${exchange.fault})` : ''}`,
  })
  element.style.left = percent(place(at))
  return element
}

/** A mark for each event, or one for several that would cover each other. */
const marksOf = ({ place }, marks, start) => {
  const apart = new Map()
  for (const mark of marks) apart.set(`${mark.kind} ${mark.tone} ${Math.round(place(mark.at) * 250)}`, mark)
  return [...apart.values()].map((mark) => markOf(place, mark, start))
}

const bars = (life, { place, breakAt }) => {
  const { start, runsAt, end, last, now, phase } = life
  const queuedUntil = Math.min(runsAt ?? Number.POSITIVE_INFINITY, end ?? Number.POSITIVE_INFINITY, last)
  const runsUntil = end ?? last
  const finish = make('i.finish', { 'data-kind': phase, 'data-planned': life.isUnderWay })
  if (end !== undefined) finish.style.left = percent(place(end))
  const gap =
    breakAt === undefined ? undefined : make('i.gap', { title: 'the time after the end is compressed' })
  if (gap !== undefined) gap.style.left = percent(breakAt + 0.02)
  return [
    stretch(place, 'queued', start, queuedUntil, now),
    runsAt === undefined ? undefined : stretch(place, 'running', runsAt, runsUntil, now),
    end === undefined ? undefined : finish,
    gap,
  ]
}

const ofKind = ({ marks }, kind) => marks.filter((mark) => mark.kind === kind)

/** A life in one sentence, for screen readers. */
const lifeInWords = (life) => {
  const { start, runsAt, end, phase, now, isUnderWay: underWay } = life
  const counted = [
    ['poll', 'read'],
    ['attempt', 'callback attempt'],
    ['download', 'download'],
  ].flatMap(([kind, word]) => {
    const { length } = ofKind(life, kind)
    return length === 0 ? [] : [count(length, word)]
  })
  const words = [
    `queued for ${duration(Math.min(runsAt ?? now, end ?? now, now) - start)}`,
    ...(runsAt !== undefined && runsAt <= now
      ? [`running for ${duration(Math.min(end ?? now, now) - runsAt)}`]
      : []),
    underWay ? (end === undefined ? 'its end is not planned' : `ends in ${duration(end - now)}`) : phase,
    ...counted,
  ]
  return words.join(', ')
}

/** A life in one line. */
export const lane = (life, scale = scaleOf(life)) =>
  make(
    'span.lane',
    { role: 'img', 'aria-label': `Time line: ${lifeInWords(life)}` },
    make('span.track', bars(life, scale)),
    make(
      'span.track.marks',
      marksOf(
        scale,
        life.marks.filter(({ kind }) => kind !== 'create'),
        life.start,
      ),
    ),
  )

const NICE = [1, 2, 5, 10, 15, 20, 30, 60]

/** About four even steps of a length, in ms: `1 s`, `15 s`, `2 min`. */
const stepFor = (ms) => {
  let unit = 1
  for (const size of [10, 100, 1_000, 60_000, 3_600_000, 86_400_000]) if (ms / 4 >= size) unit = size
  const nice = unit < 1_000 ? [1, 2, 5, 10] : NICE
  return unit * (nice.find((step) => step * unit * 4.5 >= ms) ?? Math.ceil(ms / 4 / unit))
}

const axis = (life, { place, breakAt }) => {
  const until = breakAt === undefined ? life.last : life.end
  const step = stepFor(Math.max(1, until - life.start))
  const ticks = []
  for (let at = life.start; at <= until; at += step) ticks.push(at)
  if (breakAt !== undefined) ticks.push(life.last)
  return make(
    'span.axis',
    { 'aria-hidden': 'true' },
    ticks.map((at) => {
      const share = place(at)
      const tick = make(
        'i.tick',
        { 'data-late': share > 0.94 },
        at === life.start ? '0' : duration(at - life.start),
      )
      tick.style.left = percent(share)
      return tick
    }),
  )
}

/** A life in full: a track for each kind of event, and the time below. */
export const fullTimeLine = (life) => {
  const scale = scaleOf(life)
  const rows = [
    ['State', bars(life, scale)],
    ['Reads', ofKind(life, 'poll')],
    ['Callbacks', ofKind(life, 'attempt')],
    ['Downloads', ofKind(life, 'download')],
  ]
  const nowLine = make('i.now', { title: 'now' })
  nowLine.style.left = percent(scale.place(life.now))
  return make(
    'div.time-line',
    { role: 'img', 'aria-label': `Time line: ${lifeInWords(life)}` },
    rows.map(([name, things]) => [
      make('span.track-name', name),
      make(
        'span.track',
        { 'data-empty': things.length === 0 },
        name === 'State' ? things : marksOf(scale, things, life.start),
        life.isUnderWay ? nowLine.cloneNode() : undefined,
      ),
    ]),
    make('span'),
    axis(life, scale),
  )
}

/** The legend of the lanes. */
export const legend = () =>
  make(
    'span.legend',
    { 'aria-hidden': 'true' },
    ['queued', 'running'].map((kind) => [make('i.bar', { 'data-kind': kind }), kind]),
    [
      ['poll', 'read'],
      ['attempt', 'callback'],
      ['download', 'download'],
    ].map(([kind, word]) => [make(`i.mark.${kind}`, { 'data-kind': 'succeeded' }), word]),
  )
