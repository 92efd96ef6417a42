import { call } from '../base/api.js'
import { actionButton, toast } from '../base/buttons.js'
import { byId, keep, make, part } from '../base/dom.js'
import { calendarDay, clockTime, duration, exactTime } from '../base/format.js'
import { icon } from '../base/icon.js'
import { documentLink } from '../parts/document-link.js'
import { accountTitle, store } from '../store/store.js'
import { nowOf } from '../store/time.js'
import { createPanel } from './panel.js'
import { scope, scopeWords } from './scope.js'

/** How many of the things that are due are listed. */
const MOST_DUE = 50

/** @type {(body: unknown) => Promise<unknown>} */
const move = (body) => call('PUT', 'clock', { query: scope(), body })
/** @type {(ms: number) => Promise<unknown>} */
const advance = (ms) => move({ action: 'advance', ms })

const isManual = () => store.clock?.kind === 'manual'

/** What is due, soonest first, each with how far away it is. */
const dueNow = () =>
  (store.clock?.due ?? [])
    .map(({ at, label, account }) => ({ inMs: Math.max(0, at - nowOf(account)), label, account }))
    .sort((a, b) => a.inMs - b.inMs)

/** Accounts need not be at the same time. */
const spread = () => {
  const times = store.account === undefined && isManual() ? [...store.accounts.keys()].map(nowOf) : []
  const [least, most] = [Math.min(...times), Math.max(...times)]
  return times.length > 1 && most - least > 0
    ? `accounts are at ${clockTime(least)} to ${clockTime(most)}`
    : ''
}

const customAdvance = () => {
  const input = make('input', {
    size: '6',
    placeholder: '5s',
    'aria-label': 'How far to advance the clock, such as 250ms, 5s, 2m or 1h',
    autocomplete: 'off',
  })
  const go = async () => {
    await move({ action: 'advance', by: input.value })
  }
  const button = actionButton('Advance', go)
  input.addEventListener('keydown', ({ key }) => {
    if (key === 'Enter') button.click()
  })
  return make('span.joined', input, button)
}

const switchClock = async () => {
  const kind = isManual() ? 'real' : 'manual'
  await move({ action: 'switch', kind })
  toast(
    kind === 'manual'
      ? `The clock of ${scopeWords()} stands still until you move it.`
      : `The clock of ${scopeWords()} runs.`,
  )
}

const moves = () =>
  make(
    'div.row',
    { role: 'group', 'aria-label': 'Move the clock' },
    actionButton('+1 s', () => advance(1_000), { 'aria-label': '+1 s: advance the clock by 1 s' }),
    actionButton('+10 s', () => advance(10_000), { 'aria-label': '+10 s: advance the clock by 10 s' }),
    actionButton('+1 min', () => advance(60_000), { 'aria-label': '+1 min: advance the clock by 1 min' }),
    customAdvance(),
  )

/** A label with prompts in place of the ids of tasks. @type {(label: string) => string} */
const withPrompts = (label) =>
  label.replace(/[\w-]{16,}/g, (word) => {
    const prompt = store.tasks.get(word)?.prompt
    return prompt == null ? word : `“${prompt}”`
  })

/** @type {(due: ReturnType<typeof dueNow>) => HTMLElement} */
const dueList = (due) =>
  due.length === 0
    ? make('p.hint', 'Nothing is due.')
    : make(
        'ol.due',
        due
          .slice(0, MOST_DUE)
          .map(({ inMs, label, account }) =>
            make(
              'li',
              make('span.number', `+${duration(inMs)}`),
              make(
                'span',
                withPrompts(label),
                store.account === undefined && make('span.hint', ` · ${accountTitle(account)}`),
              ),
            ),
          ),
        due.length > MOST_DUE && make('li', make('span.hint', `and ${due.length - MOST_DUE} more`)),
      )

const drawPanel = () => {
  const due = dueNow()
  const step = isManual() ? 0 : Math.floor(performance.now() / 500)
  keep(panel.panel, [
    part('head', `${scopeWords()} ${store.clock?.kind}`, () =>
      make(
        'div.row.panel-head',
        make('span', make('strong', 'Clock'), ` of ${scopeWords()}`),
        make('span.spacer'),
        actionButton(isManual() ? 'Let it run' : 'Stop it: move it by hand', switchClock),
        documentLink('clock.md', 'the clock'),
      ),
    ),
    ...(isManual() ? [part('moves', 0, moves)] : []),
    ...(spread() === '' ? [] : [part('spread', spread(), () => make('p.hint', `The ${spread()}.`))]),
    part('due title', due.length, () => make('h3', `What is due (${due.length})`)),
    part('due', `${step} ${JSON.stringify(due.slice(0, MOST_DUE + 1))}`, () => dueList(due)),
  ])
}

const panel = createPanel('clock-panel', drawPanel)

/** @type {(apart: string) => string} */
const clockName = (apart) => {
  const { kind = 'real', speed = 1 } = store.clock ?? {}
  if (kind === 'real') return speed === 1 ? 'Clock' : `Clock, ${speed}× as fast`
  return apart === '' ? 'Clock, moved by hand' : 'Clock, accounts differ'
}

/** @type {(now: number, apart: string) => HTMLElement} */
const tile = (now, apart) => {
  const { kind = 'real' } = store.clock ?? {}
  return make(
    'button.tile',
    { type: 'button', popovertarget: 'clock-panel', title: `${calendarDay(now)} ${exactTime(now)} (UTC)` },
    make('span.tile-name', clockName(apart)),
    make(
      'span.tile-value.number',
      make('span.tile-text', kind === 'manual' ? exactTime(now) : clockTime(now)),
      icon('chevron'),
    ),
  )
}

/** Shows the time and, while the clock is manual, what moves it. */
export const drawClock = () => {
  if (store.clock === undefined) return
  const manual = isManual()
  const now = Math.floor(nowOf(store.account))
  const [next] = manual ? dueNow() : []
  const apart = spread()
  keep(byId('clock'), [
    part('tile', `${Math.floor(now / (manual ? 1 : 1_000))} ${clockName(apart)}`, () => tile(now, apart)),
    ...(manual
      ? [
          part('next', `${next?.inMs} ${next?.label}`, () =>
            actionButton(
              next === undefined ? 'Next' : `Next: +${duration(next.inMs)}`,
              () => move({ action: 'advanceToNext' }),
              {
                disabled: next === undefined,
                title: next?.label ?? 'Nothing is due.',
              },
            ),
          ),
          part('finish', next === undefined, () =>
            actionButton('Run until idle', () => move({ action: 'runUntilIdle' }), {
              name: next === undefined ? 'button' : 'button.strong',
              disabled: next === undefined,
              title: 'Moves the clock until every task has ended and nothing is due.',
            }),
          ),
        ]
      : []),
  ])
  panel.refresh()
}
