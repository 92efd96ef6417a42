import type { Page } from 'playwright-core'
import { afterAll, test as always, expect } from 'vitest'
import { startSimulator } from '../../src/simulator/index.ts'
import { ask, startTestSimulator } from '../helpers/simulator.ts'
import { accessProblems, lookProblems } from './accessible.ts'
import { closeBrowser, goTo, hasNoBrowser, isReady, openPage, sharedOnce, startAfresh } from './browser.ts'
import { showAll, showMany } from './many.ts'

/** The console in a real Chromium. Nothing waits for time to pass: the clock is the simulator's, moved by the page or by hand. */

const test = hasNoBrowser ? always.skip : always
afterAll(async () => {
  await closeBrowser()
})

const row = (page: Page, text: string) => page.locator('#list .row-link', { hasText: text })
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const detail = (page: Page) => page.getByRole('region', { name: 'Details' })
const keyless = { key: null }

interface Playing {
  readonly currentTime: number
  ontimeupdate: (() => void) | null
}

/** Resolves when it has really got on; runs in the browser. */
const getsOn = (element: unknown): Promise<void> => {
  const video = element as Playing
  return new Promise((resolve) => {
    video.ontimeupdate = () => {
      if (video.currentTime > 0.1) resolve()
    }
  })
}

test('a newcomer creates a task, runs it to its end, and plays the video', async () => {
  const { page, double, complaints } = await startAfresh()
  await page.getByRole('heading', { name: 'Point your client here' }).waitFor()
  await page.locator('#list').getByText(double.url, { exact: true }).first().waitFor()
  await button(page, 'Create a sample task').click()
  await detail(page).getByText('accepted, ').waitFor()
  await button(page, 'Run until idle').click()
  await row(page, 'A cat on a skateboard').getByText('succeeded').waitFor()
  await page.locator('#said', { hasText: 'A cat on a skateboard: succeeded' }).waitFor({ state: 'attached' })

  // Looking at a task downloads nothing: that would be a call the client under test never made.
  await page.locator('.poster').waitFor()
  expect(await double.exchanges(keyless)).toHaveLength(1)
  await page.locator('.poster').click()
  await page.locator('video').evaluate(getsOn)
  await detail(page).getByRole('link', { name: 'Downloaded' }).first().waitFor()
  expect(complaints).toEqual([])
})

test('the clock goes on to the next thing and by what is typed, runs by itself, and stands still again', async () => {
  const { page, double } = await startAfresh()
  await double.createKie()
  await button(page, 'Next: +1 s').click()
  await row(page, 'a cat').getByText('running').waitFor()
  await page.locator('#clock .tile').click()
  await page.getByRole('dialog', { name: 'Clock' }).getByText('“a cat”').first().waitFor()
  await page.getByLabel('How far to advance').fill('2m')
  await page.keyboard.press('Enter')
  await row(page, 'a cat').getByText('succeeded').waitFor()
  await page.getByText('Nothing is due.').waitFor()
  await page.getByLabel('How far to advance').fill('soon')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('How far?').waitFor()

  const kind = async () => (await double.get('/__stuntdouble/clock', keyless)).json.kind
  await button(page, 'Let it run').click()
  await button(page, 'Run until idle').waitFor({ state: 'detached' })
  expect(await kind()).toBe('real')
  await button(page, 'Stop it: move it by hand').click()
  await button(page, 'Run until idle').waitFor()
  expect(await kind()).toBe('manual')
  await page.keyboard.press('Escape')
})

test('a task is failed by hand, and shows the words that its client reads', async () => {
  const { page, double } = await startAfresh()
  const { taskId } = (await double.createKie()).json.data
  await goTo(page, `#/task/${taskId}`)
  await page.getByText('Fail with other words').click()
  await page.getByLabel('Message').fill('No cats today')
  await button(page, 'Fail with these').click()
  const { failCode } = (await double.recordInfo(taskId)).json.data
  await detail(page).getByText(`Its client reads: ${failCode} No cats today`).waitFor()
  await detail(page).getByText('refunded, ').first().waitFor()
  expect(await button(page, 'Complete').count()).toBe(0)
})

test('a callback shows what was sent, its signature, what the receiver said, and is sent again', async () => {
  const { page, double } = await startAfresh()
  const inbox = `${double.url}/__stuntdouble/inbox/mine?answers=500,200`
  const fault = { headers: { 'x-stuntdouble-fault': 'callback-bad-signature' } }
  await double.createKie({}, { callBackUrl: inbox }, fault)
  await double.runUntilIdle()
  await goTo(page, '#/callbacks')
  await row(page, '2 attempts, last 200').click()
  await detail(page).getByText('signature wrong, on purpose').first().waitFor()
  await detail(page).getByText('Not as it should be: callback-bad-signature').waitFor()
  await detail(page).getByText('Headers sent').first().click()
  await detail(page).getByText('x-webhook-timestamp').first().waitFor()
  await button(page, 'Redeliver').click()
  await row(page, '3 attempts').waitFor()
  expect(await detail(page).locator('.try .status').allTextContents()).toEqual(['500', '200', '200'])

  await goTo(page, '#/inbox/mine')
  await detail(page).locator('.letter').nth(2).waitFor()
  await button(page, 'Empty').click()
  await detail(page).getByText('It is empty.').waitFor()
})

test('a request whose answer was lost says that it was billed; sent again, it is paid for twice', async () => {
  const { page, double } = await startAfresh()
  const fault = { headers: { 'x-stuntdouble-fault': 'gateway-page' } }
  await double.createEvolink({ prompt: 'Paid twice' }, fault)
  await goTo(page, '#/requests')
  await row(page, 'billed, never learned').click()
  await detail(page).getByText('but your client never learned it').first().waitFor()
  await detail(page).getByText('Done on purpose by the fault').waitFor()

  await page.getByRole('link', { name: 'Edit and resend' }).click()
  await detail(page).getByRole('combobox', { name: 'Fault' }).selectOption('')
  await button(page, 'Send').click()
  await page.getByRole('heading', { name: 'Paid twice' }).waitFor()
  await page.locator('#bill', { hasText: '1 paid twice' }).click()
  await page.getByText('The same body was sent again').waitFor()
  // It was sent with the account's own key, which the console does not know.
  const accounts = (await double.get('/__stuntdouble/accounts', keyless)).json.items
  expect(accounts.filter(({ tasks }: { readonly tasks: number }) => tasks > 0)).toMatchObject([{ tasks: 2 }])
})

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

test('images, sounds and texts are shown as what they are, and only when somebody wants to see them', async () => {
  const { page, double, complaints } = await startAfresh()
  const create = (model: string, input: object) => double.post('/api/v1/jobs/createTask', { model, input })
  await create('painter/pro-text-to-image', { prompt: 'two doors', num_images: 2 })
  await create('soundforge/sound-effect-v2', { text: 'rain' })
  await create('scribe/audio-to-text', { audio_url: 'https://example.org/a.mp3' })
  await double.runUntilIdle()
  await row(page, 'two doors').click()
  await detail(page).getByRole('button', { name: 'Show' }).nth(1).click()
  await page.getByRole('img', { name: 'Result 2 of 2 of two doors' }).waitFor()
  await page.waitForFunction('document.querySelector("main img").naturalWidth > 0')
  await row(page, 'rain').click()
  await page.locator('audio').waitFor()
  await row(page, 'scribe/audio-to-text').click()
  await detail(page).getByText('a placeholder text').waitFor()
  expect(complaints).toEqual([])
})

const HOSTILE =
  '<img src=x onerror="alert(1)"><script>alert(2)</script>{{7*7}} \u202Egnp.exe\u202C \u0000 </textarea><svg onload=alert(3)>' +
  'W'.repeat(200)

const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - innerWidth') as Promise<number>

test('hostile text is text: in prompts, addresses, headers, names and answers', async () => {
  const { page, double, complaints } = await startAfresh('#/tasks', { width: 390 })
  const inbox = `${double.url}/__stuntdouble/inbox/${encodeURIComponent('<img src=x onerror=alert(4)>')}`
  const created = await double.createKie({ prompt: HOSTILE }, { callBackUrl: inbox })
  await double.post(`/${encodeURIComponent(HOSTILE)}`, HOSTILE, {
    headers: { 'x-test': '<script>alert(5)</script>' },
  })
  await double.get('/v1/credits', { key: 'stunt.<script>alert(7)</script>' })
  await double.runUntilIdle()
  const task = `#/task/${created.json.data.taskId}`
  for (const path of [
    '#/requests',
    '#/callbacks',
    '#/bill',
    `#/inbox/${encodeURIComponent('<img src=x onerror=alert(4)>')}`,
    '#/task/<script>alert(8)</script>',
    '#/requests?account=<script>alert(9)</script>',
    task,
  ]) {
    await goTo(page, path)
    await isReady(page)
    expect(await page.locator('main :is(script, img, iframe, object, [onload])').count(), path).toBe(0)
    expect(await overflow(page), path).toBe(0)
  }
  const heading = await detail(page).locator('h2').textContent()
  expect(heading).toContain('<script>alert(2)</script>{{7*7}} ⟨U+202E⟩gnp.exe⟨U+202C⟩')
  expect(complaints).toEqual([])
})

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
  for (const [path, part] of views) {
    await goTo(page, path)
    await isReady(page)
    expect(await overflow(page), path).toBe(0)
    expect(await accessProblems(page, part), path).toEqual([])
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

test('what was missed while the simulator was away is there when it is back; a real clock ends a task by itself', async () => {
  const first = await startSimulator({ port: 0, clock: 'manual' })
  const { page } = await openPage(first.url)
  await first.close()
  await page.getByText('not connected').waitFor()
  const port = Number(new URL(first.url).port)
  await using again = await startTestSimulator({ port, clock: 'real', speed: 20 })
  await again.createKie({ prompt: 'made meanwhile' })
  await row(page, 'made meanwhile').getByText('succeeded').waitFor()
})

test('the token is asked for once', async () => {
  await using double = await startTestSimulator({ controlToken: 's3cret' })
  const { page, context } = await sharedOnce()
  await page.goto(`${double.url}/`)
  await page.getByLabel('Token').fill('s3cret')
  await button(page, 'Open').click()
  await isReady(page)
  expect(page.url()).toBe(`${double.url}/__stuntdouble/`)
  expect(await context.cookies()).toMatchObject([
    { name: 'stuntdouble_token', httpOnly: true, sameSite: 'Strict' },
  ])
})
