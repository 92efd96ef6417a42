import { expect } from 'vitest'
import { accessProblems, lookProblems } from './accessible.ts'
import { button, detail, goTo, isReady, keyless, overflow, row, startAfresh, test } from './page.ts'

/** For everybody: without a mouse, without eyes, in the dark, on a phone. */

/** Some of everything. */
const startBusy = async () => {
  const { page, double, complaints } = await startAfresh()
  const inbox = `${double.url}/__stuntdouble/inbox/demo?answers=500,200`
  const { taskId } = (await double.createKie({ prompt: 'The first of them' }, { callBackUrl: inbox })).json
    .data
  const fault = { headers: { 'x-stuntdouble-fault': 'gateway-page' } }
  await double.createEvolink({ prompt: 'Lost' }, fault)
  await double.createEvolink({ prompt: 'Fails [[stunt: task-fails]]', callback_url: 'http://127.0.0.1:9/' })
  await double.runUntilIdle()
  await double.recordInfo(taskId)
  await double.createKie({ prompt: 'Under way' })
  await double.advance(1_500)
  await double.createKie({}, { model: 'nonsense' })
  const idOf = async (list: string, index: number) =>
    (await double.get(`/__stuntdouble/${list}`, keyless)).json.items.at(index).id
  const task = async (index: number) => `#/task/${await idOf('tasks', index)}`
  /** Each with what is new there, and whether it has colours that those before it do not have. */
  const views = [
    ['#/tasks', 'document', true],
    [`#/task/${taskId}`, "'#detail'", true],
    [await task(2), "'#detail'", true],
    [await task(-1), "'#detail'", false],
    [`#/request/${await idOf('exchanges', 1)}`, "'main'", true],
    [`#/callback/${await idOf('deliveries', 0)}`, "'main'", false],
    ['#/inbox/demo', "'main'", false],
    ['#/bill', "'main'", true],
    ['#/new', "'#detail'", false],
  ] as const
  return { page, double, complaints, views }
}

test('every view is free of what axe finds, fits a phone, and has colours that can be told apart in the dark', async () => {
  const { page, complaints, views } = await startBusy()
  for (const [path, part, hasColours] of views) {
    await goTo(page, path)
    await isReady(page)
    expect(await overflow(page), path).toBe(0)
    expect(await accessProblems(page, part, hasColours), path).toEqual([])
  }
  await page.setViewportSize({ width: 390, height: 800 })
  await page.emulateMedia({ colorScheme: 'dark' })
  for (const [path, part, hasColours] of views) {
    await goTo(page, path)
    await isReady(page)
    expect(await overflow(page), `${path}, narrow`).toBe(0)
    if (hasColours) expect(await lookProblems(page, part), `${path}, narrow and dark`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
  expect(complaints).toEqual([])
})

test('everything can be reached without a mouse', async () => {
  const { page, double } = await startAfresh()
  for (const prompt of ['oldest', 'middle', 'newest']) await double.createKie({ prompt })
  await row(page, 'newest').waitFor()
  await page.locator('main').focus()
  await page.keyboard.press('/')
  await page.keyboard.type('e')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'middle' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('heading', { name: 'oldest' }).waitFor()
  expect(await row(page, 'oldest').getAttribute('aria-current')).toBe('true')
  // What arrives meanwhile takes neither the focus nor the place.
  await double.createKie({ prompt: 'just now, e' })
  await row(page, 'just now').waitFor()
  expect(await page.evaluate('document.activeElement.textContent')).toContain('oldest')
  await page.keyboard.press('Escape')
  await detail(page).getByRole('heading', { name: 'Point your client here' }).waitFor()
  expect(await page.evaluate('document.activeElement.textContent')).toContain('oldest')
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Help' }).getByText('find in the list').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await page.getByRole('heading', { name: 'New task' }).waitFor()
})

test('on a phone the details take the place of the list, and give it back; the scenario stays in sight', async () => {
  const { page, double } = await startAfresh('#/tasks', { width: 390 })
  await double.createKie()
  await double.createKie()
  const rows = page.locator('#list .rows li')
  await rows.nth(1).waitFor()
  const gap = async () => {
    const [first, second] = await Promise.all([rows.nth(0).boundingBox(), rows.nth(1).boundingBox()])
    return (second?.y ?? 0) - (first?.y ?? 0) - (first?.height ?? 0)
  }
  // Also when it is turned: rows are lower where there is room beside them.
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 })
    await expect.poll(gap).toBe(0)
  }
  await row(page, 'a cat').first().click()
  await page.getByRole('heading', { name: 'a cat' }).waitFor()
  expect(await row(page, 'a cat').first().isVisible()).toBe(false)
  expect(await page.evaluate('document.activeElement.tagName')).toBe('H2')
  await double.put('/__stuntdouble/scenario', { scenario: 'outage' }, keyless)
  await page.locator('#scenario .tile[data-alert]', { hasText: 'outage' }).waitFor()
  await page.getByRole('link', { name: 'Close, and back to the tasks' }).click()
  await row(page, 'a cat').first().waitFor()
})

test('the theme is chosen by a button and kept', async () => {
  const { page } = await startAfresh()
  const back = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
  const light = await back()
  await button(page, 'Theme: system').click()
  await button(page, 'Theme: light').click()
  await button(page, 'Theme: dark').waitFor()
  expect(await back()).not.toBe(light)
  await page.reload()
  await button(page, 'Theme: dark').click()
  await button(page, 'Theme: system').waitFor()
  expect(await back()).toBe(light)
})
