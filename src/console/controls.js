import { call } from './api.js'
import { actionButton, keep, make, part, toast } from './dom.js'
import { calendarDay, clockTime, count, duration, parseDuration } from './format.js'
import { isUnderWay, loadAll, nowOf, store } from './store.js'

const REAL_WORDS = 'A real clock moves by itself; start with --clock manual to move it by hand.'

const scope = () => ({ account: store.isThere ? store.account : undefined })

const move = (body) => call('PUT', 'clock', { query: scope(), body })
const advance = (ms) => move({ action: 'advance', ms })

const advanceBy = (label, ms, isManual) =>
  actionButton(label, () => advance(ms), {
    disabled: !isManual,
    'aria-label': `Advance the clock by ${label.slice(1)}`,
  })

/** What comes next, and how far away it is. The tasks are newer than the clock's own list of what is due. */
const nextThing = () => {
  const steps = [...store.tasks.values()].filter(isUnderWay).flatMap((task) => {
    const now = nowOf(task.account)
    const step = task.steps.find(({ at }) => at !== null && at > now)
    return step === undefined ? [] : [{ inMs: step.at - now, words: `a task is ${step.phase}` }]
  })
  const due = (store.clock?.due ?? [])
    .slice(0, 1)
    .map(({ at, label, account }) => ({ inMs: Math.max(0, at - nowOf(account)), words: label }))
  return [...due, ...steps].sort((a, b) => a.inMs - b.inMs)[0]
}

const customAdvance = (isManual) => {
  const input = make('input', {
    size: '6',
    placeholder: '5s',
    'aria-label': 'How far to advance the clock, such as 250ms, 5s, 2m or 1d',
    disabled: !isManual,
    autocomplete: 'off',
  })
  const go = async () => {
    const ms = parseDuration(input.value)
    if (ms === undefined) throw new Error('How far? Write 250ms, 5s, 2m, 1h or 1d.')
    await advance(ms)
  }
  const button = actionButton('Advance', go, { disabled: !isManual })
  input.addEventListener('keydown', ({ key }) => {
    if (key === 'Enter') button.click()
  })
  return make('span.joined', input, button)
}

const clockParts = () => {
  const { clock } = store
  if (clock === undefined) return []
  const isManual = clock.kind === 'manual'
  const now = Math.floor(nowOf(store.account))
  const next = isManual ? nextThing() : undefined
  const speed = clock.speed === 1 || isManual ? clock.kind : `${clock.kind}, ${clock.speed}×`
  return [
    part('time', `${Math.floor(now / (isManual ? 1 : 500))} ${speed}`, () =>
      make(
        'span.clock',
        { title: `${new Date(now).toISOString()} (UTC)` },
        make('span.hint', calendarDay(now)),
        make('strong', isManual ? clockTime(now) : clockTime(now).slice(0, 8)),
        make('span.chip', { 'data-kind': isManual ? 'running' : 'queued' }, speed),
      ),
    ),
    part('moves', isManual, () =>
      make(
        'span.row.tight',
        { role: 'group', 'aria-label': 'Move the clock', title: isManual ? undefined : REAL_WORDS },
        advanceBy('+1 s', 1_000, isManual),
        advanceBy('+10 s', 10_000, isManual),
        advanceBy('+1 min', 60_000, isManual),
        customAdvance(isManual),
      ),
    ),
    part('next', `${isManual} ${next?.inMs} ${next?.words}`, () =>
      actionButton(
        next === undefined ? 'Next' : `Next: +${duration(next.inMs)}`,
        () => move({ action: 'advanceToNext' }),
        {
          disabled: next === undefined,
          title: isManual ? (next?.words ?? 'Nothing is due.') : REAL_WORDS,
        },
      ),
    ),
    part('finish', `${isManual} ${next === undefined}`, () =>
      actionButton('Run until idle', () => move({ action: 'runUntilIdle' }), {
        name: next === undefined ? 'button' : 'button.strong',
        disabled: next === undefined,
        title: isManual ? 'Moves the clock until every task has ended and nothing is due.' : REAL_WORDS,
      }),
    ),
    ...(isManual ? [] : [part('why', 0, () => make('span.hint.why', REAL_WORDS))]),
  ]
}

/** What is chosen but not yet applied. */
let chosen

const scenarioParts = () => {
  const { items, current } = store.scenarios
  // An account may be in a scenario of its own.
  const names = [...new Set([...items.map(({ name }) => name), current])]
  const picked = names.includes(chosen) ? chosen : current
  const { about = '', notes = [] } = items.find(({ name }) => name === picked) ?? {}
  const words = [about, ...notes].join(' ')
  const pick = ({ currentTarget }) => {
    chosen = currentTarget.value
    fillControls()
  }
  return [
    part('select', [...names, current].join('|'), () =>
      make(
        'label.field',
        make('span', 'Scenario'),
        make(
          'select',
          { 'aria-describedby': 'scenario-about', onchange: pick },
          names.map((name) => make('option', { value: name, selected: name === picked }, name)),
        ),
      ),
    ),
    part('use', `${picked} ${current}`, () =>
      actionButton('Use', use, {
        name: 'button.strong',
        'aria-label': `Use the scenario ${picked}`,
        hidden: picked === current,
      }),
    ),
    part('about', words, () => make('span.hint.cut', { id: 'scenario-about', title: words }, words)),
  ]
}

const use = async () => {
  const { accounts } = await call('PUT', 'scenario', { query: scope(), body: { scenario: chosen } })
  toast(
    store.account === undefined
      ? `${count(accounts.length, 'account')} and all new ones now use “${chosen}”.`
      : `${store.account} now uses “${chosen}”.`,
  )
  chosen = undefined
  await loadAll()
}

const reset = async () => {
  const whose = store.account === undefined ? 'every account' : store.account
  if (!confirm(`Reset ${whose}? Its tasks, requests and callbacks go, and its credits are full again.`))
    return
  await call('POST', 'reset', { query: scope() })
  toast('Reset.')
}

const creditsPart = () => {
  const credits = store.accounts.get(store.account)?.credits
  return part('credits', String(credits), () =>
    make('span.number', credits === undefined ? '' : count(credits, 'credit')),
  )
}

const resetPart = () =>
  part('reset', 0, () =>
    actionButton('Reset', reset, {
      name: 'button.plain',
      title: 'A new start: no tasks, full credits, an empty journal',
    }),
  )

/** Fills the strips at the top. */
export const fillControls = () => {
  keep(document.getElementById('controls'), clockParts())
  keep(document.getElementById('scenario'), [...scenarioParts(), creditsPart(), resetPart()])
}
