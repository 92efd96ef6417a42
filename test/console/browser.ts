import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { startTestSimulator } from '../helpers/simulator.ts'

/** Debian's Chromium, as `scripts/install-tools.sh` installs it. */
const CHROMIUM = '/usr/bin/chromium'

const isInstalled = existsSync(CHROMIUM)
if (!isInstalled) {
  console.warn(
    `The tests of the console in a browser are skipped: there is no ${CHROMIUM}. scripts/install-tools.sh installs it.`,
  )
}

/** Then the tests that need one skip. */
export const hasNoBrowser = !isInstalled

const ARGS = [
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

// Playwright gives it a fresh user-data-dir, which is gone when it is closed.
const browserOnce = (): Promise<Browser> => {
  browser ??= chromium.launch({ executablePath: CHROMIUM, args: ARGS })
  return browser
}

export const closeBrowser = async (): Promise<void> => {
  await (await browser)?.close()
  browser = undefined
}

export interface Look {
  readonly width?: number
}

/** Waits until everything that was read is drawn. */
export const isReady = async (page: Page): Promise<void> => {
  await page.locator('#link[data-kind="live"]').waitFor()
  await page.locator('#list :is(.rows, .empty)').waitFor({ state: 'attached' })
}

/** Opens an address of the page as somebody new; what the browser complains of is in `complaints`. */
export const openPage = async (url: string, path = '', { width = 1280 }: Look = {}) => {
  const context = await (await browserOnce()).newContext({
    viewport: { width, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  // A machine that is busy with something else may take its time.
  page.setDefaultTimeout(120_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('dialog', (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.goto(`${url}/__stuntdouble/${path}`)
  return { page, context, complaints, [Symbol.asyncDispose]: () => context.close() }
}

/** A simulator and its page, drawn. */
export const startWithPage = async (
  options: Parameters<typeof startTestSimulator>[0] = {},
  path = '',
  look: Look = {},
) => {
  const double = await startTestSimulator(options)
  const opened = await openPage(double.url, path, look)
  await isReady(opened.page)
  return {
    double,
    ...opened,
    [Symbol.asyncDispose]: async () => {
      await opened.context.close()
      await double.simulator.close()
    },
  }
}
