/**
 * What the console costs the browser's main thread when it lists 10,000 running tasks: `npx tsx scripts/measure-console.ts`.
 * Script, style, layout and paint are counted for each frame, in the thread's own CPU time, so that drawing without a GPU
 * (which is another thread's work) is not taken for the console's. Run it on a machine that does nothing else: one that is
 * busy takes more CPU time for the same work.
 */
import type { Page } from 'playwright-core'
import { showMany } from '../test/console/browser/many.ts'
import { closeBrowser, goTo, isReady, startAfresh } from '../test/console/browser/page.ts'
import { ask } from '../test/helpers/simulator.ts'

const TASKS = 10_000
const STEPS = 60

const keyless = { key: null }

/** An event of a trace; times in microseconds, `tdur` of the thread's own CPU time. */
interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  readonly tdur?: number
}

const { page, double } = await startAfresh()
const session = await page.context().newCDPSession(page)

const traced = async (run: () => Promise<unknown>): Promise<readonly TraceEvent[]> => {
  const events: TraceEvent[] = []
  const collect = ({ value }: { readonly value: object[] }) => events.push(...(value as TraceEvent[]))
  session.on('Tracing.dataCollected', collect)
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'devtools.timeline'], excludedCategories: ['*'] },
  })
  await run()
  const isComplete = new Promise((done) => session.once('Tracing.tracingComplete', done))
  await session.send('Tracing.end')
  await isComplete
  session.off('Tracing.dataCollected', collect)
  return events
}

/** The main thread's work for each frame, ms: what it did since the frame before was drawn. */
const framesOf = (events: readonly TraceEvent[]): readonly number[] => {
  const thread = events.find(({ name }) => name === 'FireAnimationFrame')?.tid
  const ends = events.filter(({ name, ph }) => name === 'AnimationFrame::Render' && /e/i.test(ph))
  const drawnAt = ends.map(({ ts }) => ts).toSorted((a, b) => a - b)
  const frames = drawnAt.map(() => 0)
  let [frame, until] = [0, 0]
  for (const { ts, dur = 0, tdur = 0 } of events
    .filter(({ tid, ph }) => tid === thread && ph === 'X')
    .toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))) {
    // A part of the task before it.
    if (ts < until) continue
    until = ts + dur
    while ((drawnAt[frame] ?? Number.POSITIVE_INFINITY) < ts) frame += 1
    frames[frame] = (frames[frame] ?? 0) + tdur / 1_000
  }
  return frames
}

const report = (name: string, frames: readonly number[], steps: number): void => {
  const sorted = frames.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toFixed(1)
  const all = frames.reduce((sum, each) => sum + each, 0)
  console.log(
    `${name.padEnd(24)} each frame: median ${at(0.5)} ms, 9 of 10 under ${at(0.9)} ms, 99 of 100 under ${at(0.99)} ms;` +
      ` each step: ${(all / steps).toFixed(1)} ms in ${(frames.length / steps).toFixed(1)} frames`,
  )
}

/** Returns when the frame that is due has been drawn. */
const nextFrame = (of: Page): Promise<unknown> =>
  of.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')

const measure = async (name: string, step: () => Promise<unknown>): Promise<void> => {
  const repeat = async (times: number) => {
    for (let nth = 0; nth < times; nth += 1) {
      await step()
      await nextFrame(page)
    }
  }
  await repeat(STEPS / 10)
  report(name, framesOf(await traced(() => repeat(STEPS))), STEPS)
}

await double.createKie({ prompt: 'number' })
const [task] = (await double.get('/__stuntdouble/tasks', keyless)).json.items
await showMany(page, task, TASKS)
await ask('DELETE', `${double.url}/__stuntdouble/exchanges`, keyless)
await page.locator('#list .row-link', { hasText: `number ${TASKS - 1}` }).waitFor()

await measure('nothing, for comparison', async () => undefined)
await page.mouse.move(300, 500)
await measure('scrolled by 3 rows', () => page.mouse.wheel(0, 200))
await page.evaluate('document.querySelector("#list").scrollTop = 0')
await measure('one more task', () => double.createKie({ prompt: 'new' }))
await measure('50 tasks a second', async () => {
  await double.createKie({ prompt: 'new' })
  await page.waitForTimeout(20)
})
await goTo(page, '#/tasks')
await isReady(page)
await closeBrowser()
