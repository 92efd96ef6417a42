import { call, fileUrl } from './api.js'
import { bodyBlock, facts } from './bodies.js'
import { attemptsTable, redeliverButton, stateChip } from './callbacks.js'
import { curlOf } from './curl.js'
import { actionButton, copyButton, make, toast } from './dom.js'
import { clockTime, count, duration, statusKind, statusText } from './format.js'
import { linkTo } from './route.js'
import { deliveriesOf, isUnderWay, nowOf, store, versionOf } from './store.js'
import { faultChip, phaseChip } from './tasks.js'
import { fullTimeLine, lifeOf } from './time-line.js'

const endBy = async (task, action, body) => {
  await call('POST', `tasks/${encodeURIComponent(task.id)}/${action}`, {
    query: { account: task.account },
    body,
  })
  toast(
    {
      complete: 'The task succeeded.',
      fail: 'The task failed.',
      stall: 'The task stalls: it will not end by itself.',
    }[action],
  )
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
    {},
    make('summary', {}, 'Fail in other words'),
    make(
      'div.row',
      {},
      make('label.field', {}, make('span', {}, 'Code'), code),
      make('label.field.wide', {}, make('span', {}, 'Message'), message),
      actionButton('Fail so', () => endBy(task, 'fail', { code: given(code), message: given(message) })),
    ),
  )
}

const actions = (task) => {
  const underWay = isUnderWay(task)
  const title = underWay ? undefined : 'What has ended stays so.'
  const button = (label, action) =>
    actionButton(label, () => endBy(task, action), { disabled: !underWay, title })
  const created = [...store.exchanges.values()].find(
    (exchange) => exchange.task === task.id && exchange.method === 'POST',
  )
  return make(
    'div',
    {},
    make(
      'div.row',
      {},
      button('Complete', 'complete'),
      button('Fail', 'fail'),
      button('Stall', 'stall'),
      make('span.spacer'),
      copyButton('Copy id', () => task.id),
      created === undefined
        ? undefined
        : copyButton('Copy as curl', () => curlOf(created), { title: 'the request that created it' }),
    ),
    underWay ? failForm(task) : undefined,
  )
}

const video = (task) => {
  const source = fileUrl(task.resultUrl)
  const element = make('video', {
    controls: true,
    preload: 'none',
    playsinline: true,
    loop: true,
    muted: true,
    'aria-label': `Result of ${task.prompt ?? task.id}`,
  })
  const failed = make(
    'p.failure',
    { hidden: true },
    'The file does not play; the requests list says what was answered.',
  )
  element.src = source
  element.onerror = () => {
    failed.hidden = false
  }
  return make(
    'section',
    { 'aria-label': 'Result' },
    make(
      'div.row.heading',
      {},
      make('h3', {}, 'Result'),
      make('span.hint', {}, 'playing it is a download like your client’s'),
      make('span.spacer'),
      copyButton('Copy link', () => task.resultUrl),
    ),
    element,
    failed,
  )
}

const outcome = (task) => {
  if (task.phase === 'succeeded' && task.resultUrl !== null) return video(task)
  if (task.phase === 'succeeded') return make('p.failure', {}, 'It succeeded, but without a result.')
  if (task.phase !== 'failed') return make('span')
  const { code, message } = task.failure ?? {}
  return make(
    'p.failure',
    {},
    make('strong', {}, 'Failed. '),
    [code, message].filter((word) => word !== undefined).join(': ') || 'With the provider’s usual words.',
    ' Its credits were given back.',
  )
}

// --- What happened, in order ------------------------------------------------------------------------------------------

const linkTo2 = (words, path) => make('a', { href: linkTo(path) }, words)

/** Reads that answered alike, one after another, are one line. */
const folded = (marks) => {
  const lines = []
  for (const mark of marks) {
    const last = lines.at(-1)
    const isAlike =
      mark.kind === 'poll' &&
      last?.mark.kind === 'poll' &&
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
      linkTo2(words, ['callback', delivery.id]),
      make('span.status', { 'data-kind': mark.tone }, attempt.status ?? attempt.error ?? 'no answer'),
    ]
  }
  const { exchange, kind } = mark
  const words = { create: 'Created', poll: 'Read', download: 'Downloaded' }[kind]
  return [
    make(
      'span',
      {},
      linkTo2(words, ['request', exchange.id]),
      times > 1 ? ` ${times} times, until +${duration(until - start)}` : '',
    ),
    make(
      'span',
      {},
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
      cells: [make('strong', {}, STEP_WORDS[phase]), ''],
    }))
  const lines = folded(life.marks).map((line) => ({
    at: line.at,
    order: line.mark.kind === 'create' ? 0 : 2,
    isPlanned: false,
    cells: lineOf(line, life.start),
  }))
  const all = [...steps, ...lines].sort((a, b) => a.at - b.at || a.order - b.order)
  return make(
    'section',
    { 'aria-label': 'What happened' },
    make('h3', {}, 'What happened'),
    make(
      'table.story',
      {},
      make(
        'thead.quiet',
        {},
        make(
          'tr',
          {},
          ['Time', 'What', 'Outcome'].map((name) => make('th', { scope: 'col' }, name)),
        ),
      ),
      make(
        'tbody',
        {},
        all.map(({ at, isPlanned, cells: [what, how] }) =>
          make(
            'tr',
            { 'data-planned': isPlanned },
            make('td.number', { title: clockTime(at) }, `+${duration(at - life.start)}`),
            make('td', {}, what, isPlanned ? make('span.hint', {}, ' planned') : undefined),
            make('td', {}, how),
          ),
        ),
      ),
    ),
  )
}

const callbacks = (task) =>
  make(
    'div',
    {},
    deliveriesOf(task.id).map((delivery) =>
      make(
        'section',
        { 'aria-label': 'Callback' },
        make(
          'div.row.heading',
          {},
          make('h3', {}, linkTo2('Callback', ['callback', delivery.id])),
          stateChip(delivery),
          make('span.spacer'),
          redeliverButton(delivery),
        ),
        make('p.address', {}, delivery.url),
        attemptsTable(delivery),
      ),
    ),
  )

const about = (task, life) =>
  facts([
    ['Id', make('code', {}, task.id)],
    ['Model', `${task.provider} · ${task.model}`],
    ['Account', make('code', {}, task.account)],
    ['Created', clockTime(task.createdAt)],
    [
      life.isUnderWay ? 'Ends' : 'Ended',
      life.end === undefined
        ? 'by hand, or when it is read: time alone does not end it'
        : `${clockTime(life.end)}, ${duration(life.end - life.start)} after its create`,
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
      {
        key: 'heading',
        version: `${life.phase} ${task.fault}`,
        build: () => make('div.row.chips', {}, phaseChip(task, life.phase), faultChip(task.fault)),
      },
      {
        key: 'actions',
        version: `${life.isUnderWay} ${store.exchanges.size > 0}`,
        build: () => actions(task),
      },
      { key: 'time line', version: life.isUnderWay ? beat : version, build: () => fullTimeLine(life) },
      // A video that plays is left alone by whatever else happens.
      { key: 'outcome', version: `${task.phase} ${task.resultUrl}`, build: () => outcome(task) },
      { key: 'story', version: `${version} ${life.phase}`, build: () => story(task, life) },
      { key: 'callbacks', version, build: () => callbacks(task) },
      { key: 'about', version: `${version} ${life.phase}`, build: () => about(task, life) },
      {
        key: 'request',
        version: task.createdAt,
        build: () => bodyBlock('What was asked for', JSON.stringify(task.request)),
      },
    ].map((part) => ({ ...part, key: `${task.id} ${part.key}` }))
  },
}
