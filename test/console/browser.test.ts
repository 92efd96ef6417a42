import { afterAll } from 'vitest'
import { closeBrowser } from './browser/page.ts'
import './browser/tasks.ts'
import './browser/money.ts'
import './browser/lists.ts'
import './browser/hostile-text.ts'
import './browser/access.ts'
import './browser/connection.ts'

/**
 * The console in a real Chromium. Nothing waits for time to pass: the clock is the simulator's, moved by the console or
 * by hand. All of it is one file of tests because all share one browser, one page and one simulator.
 */

afterAll(async () => {
  await closeBrowser()
})
