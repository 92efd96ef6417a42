import { call } from './api.js'
import { bodyBlock, facts, headed } from './bodies.js'
import { attemptsTable, headRow, redeliverButton, stateChip } from './callbacks.js'
import { curlOf } from './curl.js'
import { actionButton, copyButton, make, part, toast } from './dom.js'
import { clockTime, count, duration, statusKind, statusText } from './format.js'
import { outcome } from './result.js'
import { linkTo } from './route.js'
import { deliveriesOf, nowOf, store, versionOf } from './store.js'
import { accountLink, faultChip, phaseChip } from './tasks.js'
import { fullTimeLine, lifeOf } from './time-line.js'

const endBy = async (task, action, body) => {
  await call('POST', `tasks/${encodeURIComponent(task.id)}/${action}`, {
    query: { account: task.account },
    body,
  })
  if (action === 'stall') toast('The task stalls: it will not end by itself.')
}

const failForm = (task) => {
  const code = make('input', { name: 'code', placeholder: 'the provider’s', size: '12', autocomplete: 'off' })
  const message = make('input', {
    name: 'message',
    placeholder: 'the provider’s usual words',
    autocomplete: 'off',
  })
  const given = ({ value }) => (value.trim() === '' ? undefined : value.trim())
  return make(
    'details.words',
    make('summary', 'Fail with a custom message'),
    make(
      'div.row',
      make('label.field', make('span', 'Code'), code),
      make('label.field.wide', make('span', 'Message'), message),
      actionButton('Fail so', () => endBy(task, 'fail', { code: given(code), message: given(message) })),
    ),
  )
}

const heading = (task, life) => {
  const created = life.marks.find(({ kind }) => kind === 'create')?.exchange
  return make(
    'div.row',
    phaseChip(task, life.phase),
    faultChip(task.fault),
    make('span.spacer'),
    copyButton('Copy id', () => task.id),
    created !== undefined &&
      copyButton('Copy as curl', () => curlOf(created), { title: 'the request that created it' }),
  )
}

/** Nothing can be done about an ended task. */
const actions = (task, { isUnderWay }) =>
  isUnderWay
    ? make(
        'div',
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

// --- What happened, in order

const linked = (words, path) => make('a', { href: linkTo(path) }, words)

/** Reads, or downloads, with the same response in a row become one line. */
const folded = (marks) => {
  const lines = []
  for (const mark of marks) {
    const last = lines.at(-1)
    const isAlike =
      mark.kind !== 'attempt' &&
      mark.kind === last?.mark.kind &&
      last.mark.exchange.status === mark.exchange.status &&
      last.mark.exchange.fault === mark.exchange.fault
    if (isAlike) {
      last.times += 1
      last.until = mark.at
    } else lines.push({ mark, at: mark.at, times: 1, until: mark.at })
  }
  return lines
}

const lineOf = ({ mark, times, until }, start) => {
  if (mark.kind === 'attempt') {
    const { attempt, number, delivery } = mark
    const words = `Callback attempt ${number}`
    return [
      linked(words, ['callback', delivery.id]),
      make('span.status', { 'data-kind': mark.tone }, attempt.status ?? attempt.error ?? 'no answer'),
    ]
  }
  const { exchange, kind } = mark
  const words = { create: 'Created', poll: 'Read', download: 'Downloaded' }[kind]
  return [
    make(
      'span',
      linked(words, ['request', exchange.id]),
      times > 1 ? ` ${times} times, until +${duration(until - start)}` : '',
    ),
    make(
      'span',
      make('span.status', { 'data-kind': statusKind(exchange) }, statusText(exchange)),
      ' ',
      faultChip(exchange.fault),
    ),
  ]
}

const STEP_WORDS = { queued: 'Queued', running: 'Running', succeeded: 'Succeeded', failed: 'Failed' }

const story = (task, life) => {
  const steps = task.steps
    .filter(({ at }) => at !== null)
    .map(({ at, phase }) => ({
      at,
      order: 1,
      isPlanned: life.isUnderWay && at > life.now,
      cells: [make('strong', STEP_WORDS[phase]), ''],
    }))
  const lines = folded(life.marks).map((line) => ({
    // It is recorded a moment after the task begins.
    at: line.mark.kind === 'create' ? life.start : line.at,
    order: line.mark.kind === 'create' ? 0 : 2,
    isPlanned: false,
    cells: lineOf(line, life.start),
  }))
  const all = [...steps, ...lines].sort((a, b) => a.at - b.at || a.order - b.order)
  return headed(
    'What happened',
    undefined,
    undefined,
    make(
      'table.story',
      make('thead.quiet', headRow(['Time', 'What', 'Outcome'])),
      make(
        'tbody',
        all.map(({ at, isPlanned, cells: [what, how] }) =>
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

const callbacks = (deliveries) =>
  make(
    'div',
    { hidden: deliveries.length === 0 },
    deliveries.map((delivery) =>
      headed(
        'Callback',
        [stateChip(delivery), linked('details', ['callback', delivery.id])],
        redeliverButton(delivery),
        make('p.address', delivery.url),
        attemptsTable(delivery),
      ),
    ),
  )

const about = (task, life) =>
  facts([
    ['Id', make('code', task.id)],
    ['Model', `${task.provider} · ${task.model}`],
    ['Account', accountLink(task.account)],
    ['Created', clockTime(task.createdAt)],
    [
      life.isUnderWay ? 'Ends' : 'Ended',
      life.end === undefined
        ? 'by hand, or when it is read: time alone does not end it'
        : `${clockTime(life.end)}, ${duration(life.end - life.start)} after its create request`,
    ],
    ['Cost', `${count(task.cost, 'credit')}`],
    ['Reads', String(task.reads)],
    ['Fault', faultChip(task.fault)],
  ])

export const taskDetail = {
  title: (task) => task.prompt ?? task.id,
  find: (id) => store.tasks.get(id),
  missing: 'There is no such task here. It may belong to another account, or have been reset.',
  parts: (task) => {
    const life = lifeOf(task)
    const version = versionOf(task.id)
    const beat = `${version} ${life.phase} ${Math.round(nowOf(task.account) / 100)}`
    return [
      part('heading', `${life.phase} ${life.marks.length > 0}`, () => heading(task, life)),
      part('actions', life.isUnderWay, () => actions(task, life)),
      part('time line', life.isUnderWay ? beat : version, () => fullTimeLine(life)),
      // A playing video is not touched by other changes.
      part('outcome', `${task.phase} ${task.resultUrl}`, () => outcome(task)),
      part('story', `${version} ${life.phase}`, () => story(task, life)),
      part('callbacks', version, () => callbacks(deliveriesOf(task.id))),
      part('about', `${version} ${life.phase}`, () => about(task, life)),
      part('request', task.createdAt, () => bodyBlock('What was asked for', JSON.stringify(task.request))),
    ]
  },
}
