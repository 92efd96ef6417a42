import { chip, make } from './dom.js'
import { clockTime, count, duration } from './format.js'
import { linkTo } from './route.js'
import { nowOf, phaseOf, store, versionOf } from './store.js'
import { lane, legend, lifeOf, sharedScale } from './time-line.js'

export const PHASE_SIGNS = { queued: '◌', running: '◐', succeeded: '●', failed: '✕' }

export const phaseChip = (task, phase = phaseOf(task)) =>
  make('span.phase', { 'data-kind': phase }, make('i', { 'aria-hidden': 'true' }, PHASE_SIGNS[phase]), phase)

export const faultChip = (fault) =>
  fault === null || fault === undefined
    ? undefined
    : chip(fault, 'fault', 'A fault: the simulator did this on purpose')

/** Whether all lanes share one scale; else each starts at its own create. */
let isShared = false

const scaleSwitch = (changed) =>
  make(
    'label.check',
    {},
    make('input', {
      type: 'checkbox',
      checked: isShared,
      onchange: ({ currentTarget }) => {
        isShared = currentTarget.checked
        changed()
      },
    }),
    'One time scale for all',
  )

const taskRow = (task, life, scale) => {
  const seconds = life.end === undefined ? '–' : duration(life.end - life.start)
  return make(
    'li',
    {},
    make(
      'a.row-link.task-row',
      { href: linkTo(['task', task.id]) },
      phaseChip(task, life.phase),
      make(
        'span.what',
        {},
        make('span.prompt', {}, task.prompt ?? '(no prompt)'),
        make(
          'span.about',
          {},
          make('span', {}, `${task.provider} · ${task.model}`),
          store.account === undefined ? make('span', {}, task.account) : undefined,
          faultChip(task.fault),
        ),
      ),
      lane(life, scale),
      make('span.when', {}, make('span', {}, clockTime(task.createdAt)), make('span', {}, seconds)),
    ),
  )
}

/** How often a lane that moves is drawn. */
const BEAT_MS = 250

const versionFor = (task, life, scaleKey) =>
  [
    versionOf(task.id),
    life.phase,
    life.isUnderWay && store.clock?.kind === 'real'
      ? Math.floor(nowOf(task.account) / BEAT_MS / store.clock.speed)
      : life.now,
    scaleKey,
    store.account,
  ].join()

const matches = (task, words) => {
  const text =
    `${task.id} ${task.prompt} ${task.model} ${task.provider} ${task.account} ${phaseOf(task)} ${task.fault}`.toLowerCase()
  return words.every((word) => text.includes(word))
}

export const tasksView = {
  name: 'tasks',
  title: 'Tasks',
  one: 'task',
  search: 'Find by prompt, id, model, phase or fault',
  items: (words) => [...store.tasks.values()].reverse().filter((task) => matches(task, words)),
  total: () => store.tasks.size,
  dropped: () => store.dropped.tasks,
  tools: (changed) => [scaleSwitch(changed), legend()],
  rows: (tasks) => {
    const lives = tasks.map(lifeOf)
    const shared = isShared && lives.length > 0 ? sharedScale(lives) : undefined
    return tasks.map((task, index) => ({
      key: task.id,
      version: versionFor(task, lives[index], shared?.key),
      build: () => taskRow(task, lives[index], shared),
    }))
  },
  inWords: (shown) => count(shown, 'task'),
}
