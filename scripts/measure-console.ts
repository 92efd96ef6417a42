/**
 * What the console costs the browser's main thread when it lists 10,000 tasks: `npx tsx scripts/measure-console.ts`.
 * Script, style, layout and paint are counted in the thread's own CPU time, so that neither a busy machine nor drawing
 * without a GPU (which is another thread's work) is taken for the console's.
 */
import type { CDPSession, Page } from 'playwright-core'
import { closeBrowser, goTo, isReady, startAfresh } from '../test/console/browser.ts'
import { showMany } from '../test/console/many.ts'
import { ask } from '../test/helpers/simulator.ts'

const TASKS = 10_000
const STEPS = 100

const keyless = { key: null }

/** CPU time of the main thread so far, ms. */
const mainThreadMs = async (session: CDPSession): Promise<number> => {
  const { metrics } = await session.send('Performance.getMetrics')
  return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN)
}

/** Returns when the frame that is due has been drawn. */
const nextFrame = (page: Page): Promise<unknown> =>
  page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')

const shown = (values: readonly number[]): string => {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toFixed(1)
  return `median ${at(0.5)} ms, 95 of 100 under ${at(0.95)} ms, most ${at(1)} ms`
}

const { page, double } = await startAfresh()
const session = await page.context().newCDPSession(page)
await session.send('Performance.enable', { timeDomain: 'threadTicks' })

/** The main thread's work for each step, up to the end of its frame. */
const costOf = async (step: () => Promise<unknown>): Promise<readonly number[]> => {
  const costs: number[] = []
  for (let nth = 0; nth < STEPS; nth += 1) {
    const before = await mainThreadMs(session)
    await step()
    await nextFrame(page)
    costs.push((await mainThreadMs(session)) - before)
  }
  return costs.slice(STEPS / 10)
}

await double.createKie({ prompt: 'number' })
const [task] = (await double.get('/__stuntdouble/tasks', keyless)).json.items
await showMany(page, task, TASKS)
await ask('DELETE', `${double.url}/__stuntdouble/exchanges`, keyless)
await page.locator('#list .row-link', { hasText: `number ${TASKS - 1}` }).waitFor()

console.log(`nothing, for comparison: ${shown(await costOf(async () => undefined))}`)
await page.mouse.move(300, 500)
console.log(`scrolled by 3 rows:      ${shown(await costOf(() => page.mouse.wheel(0, 200)))}`)
await page.evaluate('document.querySelector("#list").scrollTop = 0')
console.log(`one more task:           ${shown(await costOf(() => double.createKie({ prompt: 'new' })))}`)

// 50 tasks per second, as they come: what they cost is spread over the frames of that time.
const before = await mainThreadMs(session)
const startedAt = performance.now()
for (let nth = 0; nth < STEPS; nth += 1) {
  await double.createKie({ prompt: 'new' })
  await page.waitForTimeout(20)
}
const frames = (performance.now() - startedAt) / (1_000 / 60)
const each = ((await mainThreadMs(session)) - before) / frames
console.log(
  `${((STEPS * 60) / frames).toFixed(0)} tasks a second:      ${each.toFixed(1)} ms for each frame of 16.7 ms`,
)
await goTo(page, '#/tasks')
await isReady(page)
await closeBrowser()
