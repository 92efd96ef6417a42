/** @import { Child } from '../base/dom-types.d.ts' */
/** @import { Task } from '../types.d.ts' */
/** @import { Life, Mark } from './life.js' */
import { make } from '../base/dom.js'
import { clockTime, duration } from '../base/format.js'
import { linkTo } from '../base/route.js'
import { headed } from './bodies.js'
import { faultChip, statusChip } from './chips.js'
import { tableHead } from './tables.js'

/** Reads, or downloads, with the same response in a row become one line. @typedef {{ mark: Mark, times: number, until: number }} Line */

/** @type {(mark: Mark, before: Mark | undefined) => boolean} */
const isAlike = (mark, before) =>
  before !== undefined &&
  mark.kind !== 'attempt' &&
  before.kind !== 'attempt' &&
  mark.kind === before.kind &&
  mark.exchange.status === before.exchange.status &&
  mark.exchange.fault === before.exchange.fault

/** @type {(marks: readonly Mark[]) => readonly Line[]} */
const folded = (marks) => {
  /** @type {Line[]} */
  const lines = []
  for (const mark of marks) {
    const last = lines.at(-1)
    if (last !== undefined && isAlike(mark, last.mark)) {
      last.times += 1
      last.until = mark.at
    } else lines.push({ mark, times: 1, until: mark.at })
  }
  return lines
}

/** @type {(words: string, path: readonly string[]) => HTMLElement} */
const linked = (words, path) => make('a', { href: linkTo(path) }, words)

const WORDS = { create: 'Created', poll: 'Read', download: 'Downloaded' }

/** @type {(line: Line, start: number) => readonly [Child, Child]} */
const cellsOf = ({ mark, times, until }, start) => {
  if (mark.kind === 'attempt') {
    const { attempt, number, delivery } = mark
    return [
      linked(`Callback, attempt ${number}`, ['callback', delivery.id]),
      [
        make('span.status', { 'data-kind': mark.tone }, attempt.status ?? attempt.error ?? 'no response'),
        number === 1 && faultChip(delivery.fault),
      ],
    ]
  }
  const { exchange, kind } = mark
  return [
    [
      linked(WORDS[kind], ['request', exchange.id]),
      times > 1 && ` ${times} times, until +${duration(until - start)}`,
    ],
    [statusChip(exchange), faultChip(exchange.fault)],
  ]
}

const STEP_WORDS = { queued: 'Queued', running: 'Running', succeeded: 'Succeeded', failed: 'Failed' }

/** @typedef {{ at: number, order: number, isPlanned: boolean, cells: readonly [Child, Child] }} Entry */

/** @type {(task: Task, life: Life) => readonly Entry[]} */
const stepEntries = (task, life) =>
  task.steps.flatMap(({ at, phase }) =>
    at === null
      ? []
      : [
          {
            at,
            order: 1,
            isPlanned: life.isUnderWay && at > life.now,
            cells: /** @type {const} */ ([make('strong', STEP_WORDS[phase]), undefined]),
          },
        ],
  )

/** @type {(life: Life) => readonly Entry[]} */
const markEntries = (life) =>
  folded(life.marks).map((line) => {
    const isCreate = line.mark.kind === 'create'
    return {
      // It is recorded a moment after the task begins.
      at: isCreate ? life.start : line.mark.at,
      order: isCreate ? 0 : 2,
      isPlanned: false,
      cells: cellsOf(line, life.start),
    }
  })

/** What happened in a task's life, in order, and what is planned. @type {(task: Task, life: Life) => HTMLElement} */
export const story = (task, life) => {
  const entries = [...stepEntries(task, life), ...markEntries(life)].sort(
    (a, b) => a.at - b.at || a.order - b.order,
  )
  return headed(
    'What happened',
    undefined,
    undefined,
    make(
      'table.story',
      make('thead.quiet', tableHead(['Time', 'What', 'Outcome'])),
      make(
        'tbody',
        entries.map(({ at, isPlanned, cells: [what, how] }) =>
          make(
            'tr',
            { 'data-planned': isPlanned },
            make('td.number', { title: clockTime(at) }, `+${duration(at - life.start)}`),
            make('td', what, isPlanned && make('span.hint', ' planned')),
            make('td', how),
          ),
        ),
      ),
    ),
  )
}
