/** @import { Task } from '../types.d.ts' */
/** @import { ListView } from './view.d.ts' */
import { make } from '../base/dom.js'
import { clockTime, count } from '../base/format.js'
import { faultChip, phaseChip } from '../parts/chips.js'
import { documentLink } from '../parts/document-link.js'
import { faultChoice, providerChoice } from '../parts/filters.js'
import { lifeOf } from '../parts/life.js'
import { thumbnail } from '../parts/poster.js'
import { lane, legend } from '../parts/time-line.js'
import { phaseCounts } from '../store/phases.js'
import { accountTitle, providerTitle, store, versionOf } from '../store/store.js'
import { isUnderWay, nowOf, phaseOf } from '../store/time.js'
import { rowLink } from './row.js'
import { startHere } from './start.js'

/** How often a moving lane is drawn, ms. */
const BEAT_MS = 250

const phases = /** @type {const} */ (['queued', 'running', 'succeeded', 'failed'])

/** @type {(task: Task) => unknown} */
const beatOf = (task) => {
  if (!isUnderWay(task)) return 0
  const now = nowOf(task.account)
  return store.clock?.kind === 'real' ? Math.floor(now / BEAT_MS / store.clock.speed) : now
}

/** @type {(task: Task) => HTMLElement} */
const row = (task) => {
  const life = lifeOf(task)
  return rowLink(
    'task',
    ['task', task.id],
    thumbnail(task),
    make(
      'span.what',
      make('span.title', task.prompt ?? '(no prompt)'),
      make(
        'span.about',
        make('span', `${providerTitle(task.provider)} · ${task.model}`),
        store.account === undefined && make('span', accountTitle(task.account)),
        faultChip(task.fault),
      ),
    ),
    lane(life),
    make(
      'span.how',
      phaseChip(life.phase),
      make(
        'span.when',
        life.phase === 'failed' ? 'refunded' : count(task.cost, 'credit'),
        ` · ${clockTime(task.createdAt)}`,
      ),
    ),
  )
}

/** @type {ListView<Task>} */
export const tasksView = {
  name: 'tasks',
  title: 'Tasks',
  search: 'Find a prompt, id, model or fault',
  all: () => [...store.tasks.values()].reverse(),
  total: () => store.tasks.size,
  dropped: () => store.dropped.tasks,
  text: ({ id, prompt, model, provider, account, fault }) => [
    id,
    prompt,
    model,
    provider,
    account,
    accountTitle(account),
    fault,
  ],
  choices: () => [
    {
      name: 'phase',
      label: 'Phase',
      options: phases.map((phase) => [phase, phase]),
      kindsOf: phaseOf,
      counts: phaseCounts,
    },
    faultChoice(),
    providerChoice(),
  ],
  tools: () => [
    make('details.legend-box', make('summary', 'Legend'), legend()),
    documentLink('console.md', 'the console'),
  ],
  key: ({ id }) => id,
  version: (task) =>
    `${versionOf(task.id)} ${phaseOf(task)} ${beatOf(task)} ${store.account} ${accountTitle(task.account)}`,
  row,
  empty: startHere,
}
