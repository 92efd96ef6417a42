import { call } from '../base/api.js'
import { actionButton, toast } from '../base/buttons.js'
import { byId, make } from '../base/dom.js'
import { icon } from '../base/icon.js'
import { accountTitle, store } from '../store/store.js'
import { openHelp } from './help.js'
import { scope } from './scope.js'

const THEMES = /** @type {const} */ (['system', 'light', 'dark'])
const THEME_KEY = 'stuntdouble-theme'
const THEME_ICONS = /** @type {const} */ ({ system: 'system', light: 'sun', dark: 'moon' })

const currentTheme = () => THEMES.find((each) => each === document.documentElement.dataset.theme) ?? 'system'

/** @type {(theme: (typeof THEMES)[number]) => void} */
const setTheme = (theme) => {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  try {
    if (theme === 'system') localStorage.removeItem(THEME_KEY)
    else localStorage.setItem(THEME_KEY, theme)
  } catch {
    // It applies until the console is closed.
  }
}

const themeButton = () => {
  const button = make('button.plain.square', { type: 'button' })
  const draw = () => {
    const theme = currentTheme()
    button.replaceChildren(icon(THEME_ICONS[theme]))
    button.setAttribute('aria-label', `Theme: ${theme}`)
    button.title = `Theme: ${theme}`
  }
  button.addEventListener('click', () => {
    setTheme(THEMES[(THEMES.indexOf(currentTheme()) + 1) % THEMES.length] ?? 'system')
    draw()
  })
  draw()
  return button
}

const startOver = async () => {
  const whose = store.account === undefined ? 'every account' : accountTitle(store.account)
  if (!confirm(`Start ${whose} over? Its tasks, requests and callbacks go, and its credits are full again.`))
    return
  await call('POST', 'reset', { query: scope() })
  toast('A new start.')
}

/** What is at the end of the first line. */
export const fillMenu = () => {
  byId('menu').replaceChildren(
    make(
      'a.button.strong',
      { href: '#/new', 'aria-label': 'New task' },
      icon('plus'),
      make('span.wide-only', 'New task'),
    ),
    make('a.button.plain', { href: '#/start' }, make('span', 'Start here')),
    actionButton('Reset …', startOver, {
      name: 'button.plain',
      title: 'No tasks, full credits, an empty journal',
    }),
    make(
      'button.plain.square',
      { type: 'button', 'aria-label': 'Help and keys', title: 'Help and keys (?)', onclick: openHelp },
      icon('help'),
    ),
    themeButton(),
  )
}
