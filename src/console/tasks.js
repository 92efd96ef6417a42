import { chip, make, part } from './dom.js'
import { clockTime, duration } from './format.js'
import { linkTo, rowLink } from './route.js'
import { nowOf, phaseOf, store, versionOf } from './store.js'
import { lane, legend, lifeOf, sharedScale } from './time-line.js'

const PHASE_SIGNS = { queued: '◌', running: '◐', succeeded: '●', failed: '✕' }

export const phaseChip = (task, phase = phaseOf(task)) =>
  make('span.phase', { 'data-kind': phase }, make('i', { 'aria-hidden': 'true' }, PHASE_SIGNS[phase]), phase)

export const faultChip = (fault) =>
  fault === null || fault === undefined
    ? undefined
    : chip(fault, 'fault', 'A fault: the simulator did this on purpose')

/** A link to the account's other lists. */
export const accountLink = (name) =>
  name === null
    ? undefined
    : make('a', { href: linkTo(['tasks'], name), title: 'Only this account' }, make('code', name))

/** Whether all lanes share one scale; otherwise each starts at its own create request. */
let isShared = false

const scaleSwitch = (changed) =>
  make(
    'label.check',
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
  return rowLink(
    'task',
    ['task', task.id],
    phaseChip(task, life.phase),
    make(
      'span.what',
      make('span.prompt', task.prompt ?? '(no prompt)'),
      make(
        'span.about',
        make('span', `${task.provider} · ${task.model}`),
        store.account === undefined ? make('span', task.account) : undefined,
        faultChip(task.fault),
      ),
    ),
    lane(life, scale),
    make('span.when', make('span', clockTime(task.createdAt)), make('span', seconds)),
  )
}

/** How often a moving lane is drawn. */
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

export const tasksView = {
  name: 'tasks',
  title: 'Tasks',
  search: 'Find by prompt, id, model, phase or fault',
  all: () => [...store.tasks.values()],
  text: (task) => [task.id, task.prompt, task.model, task.provider, task.account, phaseOf(task), task.fault],
  total: () => store.tasks.size,
  dropped: () => store.dropped.tasks,
  tools: (changed) => [scaleSwitch(changed), legend()],
  rows: (tasks) => {
    const lives = tasks.map(lifeOf)
    const shared = isShared && lives.length > 0 ? sharedScale(lives) : undefined
    return tasks.map((task, index) =>
      part(task.id, versionFor(task, lives[index], shared?.key), () => taskRow(task, lives[index], shared)),
    )
  },
}
