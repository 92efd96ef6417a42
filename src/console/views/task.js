/** @import { Task } from '../types.d.ts' */
/** @import { Life } from '../parts/life.js' */
/** @import { DetailView } from './view.d.ts' */
import { call } from '../base/api.js'
import { actionButton, copyButton, toast } from '../base/buttons.js'
import { make, part } from '../base/dom.js'
import { clockTime, duration } from '../base/format.js'
import { linkTo } from '../base/route.js'
import { bodyBlock, facts } from '../parts/bodies.js'
import { accountLink, costText, faultChip, phaseChip, verdictText } from '../parts/chips.js'
import { copyAs } from '../parts/copy-as.js'
import { lifeOf } from '../parts/life.js'
import { outcome } from '../parts/result.js'
import { story } from '../parts/story.js'
import { fullTimeLine } from '../parts/time-line.js'
import { exchangesOf, providerTitle, store, versionOf } from '../store/store.js'
import { nowOf } from '../store/time.js'

/** @type {(task: Task, action: 'complete' | 'fail' | 'stall', body?: unknown) => Promise<void>} */
const endBy = async (task, action, body) => {
  await call('POST', `tasks/${encodeURIComponent(task.id)}/${action}`, {
    query: { account: task.account },
    body,
  })
  if (action === 'stall') toast('The task stalls: it will not end by itself.')
}

/** @type {(input: HTMLInputElement) => string | undefined} */
const given = ({ value }) => (value.trim() === '' ? undefined : value.trim())

/** @type {(task: Task) => HTMLElement} */
const failForm = (task) => {
  const code = make('input', { name: 'code', placeholder: 'the usual one', size: '12', autocomplete: 'off' })
  const message = make('input', { name: 'message', placeholder: 'the usual words', autocomplete: 'off' })
  return make(
    'details.folded',
    make('summary', 'Fail with other words'),
    make(
      'div.row',
      make('label.field', make('span', 'Code'), code),
      make('label.field.wide', make('span', 'Message'), message),
      actionButton('Fail with these', () =>
        endBy(task, 'fail', { code: given(code), message: given(message) }),
      ),
    ),
  )
}

/** The request that created it, if it is still known. @type {(task: Task) => import('../types.d.ts').Exchange | undefined} */
const createOf = (task) => exchangesOf(task.id).find(({ bill }) => bill !== null)

/** @type {(task: Task, life: Life) => HTMLElement} */
const heading = (task, life) => {
  const created = createOf(task)
  return make(
    'div.stack',
    make(
      'div.row',
      phaseChip(life.phase),
      created === undefined ? costText(task) : verdictText(created),
      faultChip(task.fault),
    ),
    make(
      'div.row',
      created && make('a.button', { href: linkTo(['new', created.id]) }, 'Edit and resend'),
      created && copyAs(() => ({ ...created, ...created.request })),
      copyButton('Copy id', () => task.id),
    ),
  )
}

/** Nothing can be done about an ended task. @type {(task: Task, life: Life) => HTMLElement} */
const actions = (task, { isUnderWay }) =>
  isUnderWay
    ? make(
        'div.stack',
        make(
          'div.row',
          { role: 'group', 'aria-label': 'End this task by hand' },
          actionButton('Complete', () => endBy(task, 'complete')),
          actionButton('Fail', () => endBy(task, 'fail')),
          actionButton('Stall', () => endBy(task, 'stall'), { title: 'Keeps it as it is, forever' }),
        ),
        failForm(task),
      )
    : make('span', { hidden: true })

/** @type {(task: Task, life: Life) => HTMLElement} */
const about = (task, life) =>
  facts([
    ['Id', make('code', task.id)],
    ['Model', `${providerTitle(task.provider)} · ${task.model}`],
    ['Account', accountLink(task.account)],
    ['Created', clockTime(task.createdAt)],
    [
      life.isUnderWay ? 'Ends' : 'Ended',
      life.end === undefined
        ? 'by hand, or when it is read: time alone does not end it'
        : `${clockTime(life.end)}, ${duration(life.end - life.start)} after its create request`,
    ],
    ['Cost', costText(task)],
    ['Reads', String(task.reads)],
  ])

/** @type {DetailView<Task>} */
export const taskDetail = {
  title: (task) => task.prompt ?? task.id,
  find: (id) => store.tasks.get(id),
  missing: 'There is no such task here. It may belong to another account, or have been reset.',
  parts: (task) => {
    const life = lifeOf(task)
    const version = `${versionOf(task.id)} ${life.phase}`
    const beat = `${version} ${Math.round(nowOf(task.account) / 100)}`
    return [
      part('heading', `${life.phase} ${createOf(task)?.id}`, () => heading(task, life)),
      // A playing video is not touched by other changes.
      part('outcome', `${task.phase} ${task.resultUrls.join()}`, () => outcome(task)),
      part('actions', life.isUnderWay, () => actions(task, life)),
      part('time line', life.isUnderWay ? beat : version, () => fullTimeLine(life)),
      part('story', version, () => story(task, life)),
      part('about', version, () => about(task, life)),
      part('request', task.createdAt, () => bodyBlock('What was asked for', JSON.stringify(task.request))),
    ]
  },
}
