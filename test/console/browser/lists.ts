import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { ask } from '../../helpers/simulator.ts'
import { showAll, showMany } from './many.ts'
import { button, goTo, keyless, row, startAfresh, test } from './page.ts'

/** What is listed: one account, some of many, many. */

test('one account is looked at and put into a scenario, which is then red; the other is left alone', async () => {
  const { page, double } = await startAfresh()
  const label = { 'x-stuntdouble-label': 'the web app' }
  await double.createKie({ prompt: 'mine' }, {}, { key: 'stunt.happy.mine', headers: label })
  await double.createKie({ prompt: 'theirs' }, {}, { key: 'stunt.happy.theirs' })
  await row(page, 'theirs').waitFor()
  await page.locator('#account', { hasText: 'the web app' }).selectOption({ label: 'the web app' })
  await row(page, 'theirs').waitFor({ state: 'detached' })
  expect(page.url()).toContain('account=stunt.happy.mine')

  await page.locator('#scenario .tile').click()
  await page.getByRole('button', { name: /^flaky/ }).click()
  await page.locator('#scenario .tile[data-alert]', { hasText: 'flaky' }).waitFor()
  const scenarioOf = async (key: string) =>
    (await double.get('/__stuntdouble/scenarios', { key })).json.current
  expect(await scenarioOf('stunt.happy.mine')).toBe('flaky')
  expect(await scenarioOf('stunt.happy.theirs')).toBe('happy')

  await page.locator('#scenario .tile').click()
  const panel = page.getByRole('dialog', { name: 'Scenario' })
  await panel.getByRole('combobox', { name: 'Fault' }).selectOption('rate-limited')
  await panel.getByRole('combobox', { name: 'When' }).selectOption('first')
  await button(page, 'Use this fault').click()
  await page.locator('#scenario .tile', { hasText: 'rate-limited (call 1..1)' }).waitFor()
  await button(page, /^Reset/).click()
  await page.getByRole('heading', { name: 'Point your client here' }).waitFor()
  expect((await double.get('/__stuntdouble/tasks', { key: 'stunt.happy.theirs' })).json.items).toHaveLength(1)
})

test('reads are folded, lists are filtered by buttons and words, and a link leads to what was filtered', async () => {
  const { page, double } = await startAfresh()
  const { taskId } = (await double.createKie({ prompt: 'deep' })).json.data
  for (let nth = 0; nth < 5; nth += 1) await double.recordInfo(taskId)
  await double.createEvolink({ prompt: 'Fails [[stunt: task-fails]]' })
  await double.runUntilIdle()
  await goTo(page, '#/requests')
  await row(page, 'Read · deep').getByText('× 5').waitFor()
  await page.getByLabel('Every read').check()
  await expect.poll(() => row(page, 'Read · deep').count()).toBe(5)

  await goTo(page, '#/tasks')
  await button(page, 'failed 1').click()
  await row(page, 'deep').waitFor({ state: 'detached' })
  expect(page.url()).toContain('phase=failed')
  await goTo(page, '#/tasks?q=deep')
  await row(page, 'Fails').waitFor({ state: 'detached' })
  await row(page, 'deep').waitFor()
  await goTo(page, '#/task/%E0%A4%A')
  await page.getByText('There is no such task here').waitFor()
})

/** How often the browser styles and lays out the console while it scrolls by three rows; the least of some, for there are timers. */
const workOfScrolling = async (page: Page): Promise<readonly number[]> => {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const counts = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    const metric = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN
    return [metric('RecalcStyleCount'), metric('LayoutCount')] as const
  }
  const differences: (readonly [number, number])[] = []
  for (let nth = 0; nth < 3; nth += 1) {
    const [styles, layouts] = await counts()
    await page.evaluate(
      'document.querySelector("#list").scrollTop += 204; new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
    )
    const [stylesAfter, layoutsAfter] = await counts()
    differences.push([stylesAfter - styles, layoutsAfter - layouts])
  }
  await session.detach()
  return [
    Math.min(...differences.map(([styles]) => styles)),
    Math.min(...differences.map(([, layouts]) => layouts)),
  ]
}

test('of ten thousand tasks only those in sight are drawn, any can be scrolled to, and one more is one row more', async () => {
  const { page, double } = await startAfresh()
  await double.createKie({ prompt: 'number' })
  await double.runUntilIdle()
  const [task] = (await double.get('/__stuntdouble/tasks', keyless)).json.items
  await showMany(page, task, 9_999)
  // Whoever clears a list makes the page read all of them again.
  await ask('DELETE', `${double.url}/__stuntdouble/exchanges`, keyless)
  await page.locator('#views', { hasText: '10,000' }).waitFor()
  const rows = page.locator('#list .rows li')
  expect(await rows.count()).toBeLessThan(60)
  const scrollTo = (top: string) => page.evaluate(`document.querySelector('#list').scrollTop = ${top}`)
  await scrollTo('1e9')
  await row(page, 'number 0').waitFor()
  expect(await rows.count()).toBeLessThan(60)
  await scrollTo('0')
  await row(page, 'number 9998').waitFor()
  expect(await workOfScrolling(page)).toEqual([1, 1])
  await scrollTo('0')

  await page.evaluate(`{
    globalThis.made = 0
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) made += addedNodes.length
    }).observe(document.querySelector('#list .rows'), { childList: true })
  }`)
  await double.createKie({ prompt: 'the newest' })
  await row(page, 'the newest').waitFor()
  // The row itself, and again when its request is known.
  expect(await page.evaluate('made')).toBeLessThan(6)
  // However many change, what has not changed is not read again.
  await page.evaluate('asked.length = 0')
  for (let nth = 0; nth < 8; nth += 1) await double.createKie({ prompt: `more ${nth}` })
  await row(page, 'more 7').waitFor()
  await double.runUntilIdle()
  await row(page, 'more 7').getByText('succeeded').waitFor()
  expect(Math.max(0, ...((await page.evaluate('asked')) as number[]))).toBeLessThan(200)
  await showAll(page)
})
