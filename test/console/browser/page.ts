import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { test as always } from 'vitest'
import { startTestSimulator } from '../../helpers/simulator.ts'

/** Debian's Chromium, as `scripts/install-tools.sh` installs it. */
const CHROMIUM = '/usr/bin/chromium'

const isInstalled = existsSync(CHROMIUM)
if (!isInstalled) {
  console.warn(
    `The tests of the console in a browser are skipped: there is no ${CHROMIUM}. scripts/install-tools.sh installs it.`,
  )
}

/** Skips where there is no browser. */
export const test = isInstalled ? always : always.skip

/** Control calls that are about no account. */
export const keyless = { key: null }

export const row = (page: Page, text: string) => page.locator('#list .row-link', { hasText: text })
export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
export const detail = (page: Page) => page.getByRole('region', { name: 'Details' })

/** How many pixels do not fit beside each other. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - innerWidth') as Promise<number>

/** What the browser would do beside showing the console. It takes only the last such list, so part of Playwright’s own is in it. */
const UNUSED = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'AimEnabled', 'MediaRouter', 'OptimizationHints'],
  ...['PreconnectToSearch', 'Translate', 'HttpsUpgrades', 'PaintHolding', 'ThirdPartyStoragePartitioning'],
]

const ARGS = [
  `--disable-features=${UNUSED}`,
  '--no-zygote',
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Fewer processes: on two cores each one more is felt.
  '--in-process-gpu',
  '--renderer-process-limit=2',
  '--disable-site-isolation-trials',
  '--disable-extensions',
  // Nothing but this machine is there: the page works offline, or its tests fail.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
]

let browser: Promise<Browser> | undefined
let shared: ReturnType<typeof startShared> | undefined

/**
 * One browser, one page and one simulator for all tests, one after the other: a profile, a page or a load of the console
 * each cost more than what a test does in it. Playwright gives the browser a fresh user-data-dir, which is gone when it is closed.
 */
const startShared = async () => {
  const models = ['kie-apidog.md', 'kie-lists.md', 'plain-openapi.json'].map(
    (page) => `test/fixtures/pages/${page}`,
  )
  const double = await startTestSimulator({ models, kieWebhookKey: 'whsec_console' })
  browser = chromium.launch({ executablePath: CHROMIUM, args: ARGS })
  const context = await (await browser).newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await context.newPage()
  // A machine that is busy with something else may take its time.
  page.setDefaultTimeout(30_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('dialog', (dialog) => {
    if (complaints.length === 0 && dialog.message().startsWith('Start ')) return dialog.accept()
    complaints.push(`a dialog: ${dialog.message()}`)
    return dialog.dismiss()
  })
  return { double, page, context, complaints }
}

/** The browser, its page and the simulator, whatever is in them. */
export const sharedOnce = () => {
  shared ??= startShared()
  return shared
}

export const closeBrowser = async (): Promise<void> => {
  await (await browser)?.close()
  await (await shared)?.double.simulator.close()
  browser = undefined
  shared = undefined
}

/** Waits until everything that was read is drawn. */
export const isReady = async (page: Page): Promise<void> => {
  await page.locator('#link[data-kind="live"]').waitFor()
  await page.locator('#list :is(.rows, .empty, .start, .bill)').waitFor({ state: 'attached' })
}

/** Goes to a place in the console that is open, without loading it again. */
export const goTo = (page: Page, path: string): Promise<unknown> =>
  page.evaluate(`location.hash = ${JSON.stringify(path)}`)

/** Loads the console of any simulator; what the browser complains of is in `complaints`. */
export const openPage = async (url: string, path = '') => {
  const { page, context, complaints } = await sharedOnce()
  complaints.length = 0
  await page.goto(`${url}/__stuntdouble/${path}`)
  await isReady(page)
  return { page, context, complaints }
}

/** A simulator in which nothing has happened yet, and its page, drawn. It is loaded only if it is not open. */
export const startAfresh = async (path = '#/tasks', { width = 1280 } = {}) => {
  const { double, page, context, complaints } = await sharedOnce()
  await page.setViewportSize({ width, height: 800 })
  if (!page.url().startsWith(double.url)) await openPage(double.url, path)
  complaints.length = 0
  await goTo(page, '#/tasks')
  await double.post('/__stuntdouble/reset', undefined, { key: null })
  await page.locator('#list .start').waitFor()
  await goTo(page, path)
  return { double, page, context, complaints }
}
