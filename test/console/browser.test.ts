import { execFileSync } from 'node:child_process'
import type { Page } from 'playwright-core'
import { afterAll, test as always, expect } from 'vitest'
import { startSimulator } from '../../src/simulator/index.ts'
import { ask, startTestSimulator } from '../helpers/simulator.ts'
import { closeBrowser, hasNoBrowser, isReady, openPage, startAfresh } from './browser.ts'

/** The page in a real Chromium. Nothing waits for time to pass: the clock is the simulator's, moved by the page or by hand. */

const test = hasNoBrowser ? always.skip : always
afterAll(async () => {
  await closeBrowser()
})

const row = (page: Page, text: string) => page.locator('#list .row-link', { hasText: text })
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const detail = (page: Page) => page.getByRole('region', { name: 'Details' })

interface Playing {
  readonly currentTime: number
  ontimeupdate: (() => void) | null
  play(): Promise<void>
}

/** Resolves when it has really got on; runs in the browser. */
const playABit = (element: unknown): Promise<void> => {
  const video = element as Playing
  return new Promise((resolve, reject) => {
    video.ontimeupdate = () => {
      if (video.currentTime > 0.1) resolve()
    }
    video.play().catch(reject)
  })
}

test('a newcomer creates a task, runs it to its end, and plays the video', async () => {
  const { page, double, complaints } = await startAfresh()
  await page.getByRole('heading', { name: 'No tasks yet' }).waitFor()
  await button(page, 'Create a sample task').click()
  await row(page, 'A cat on a skateboard').getByText('queued').waitFor()

  await button(page, 'Run until idle').click()
  await row(page, 'A cat on a skateboard').getByText('succeeded').waitFor()
  await page.locator('#said', { hasText: 'A cat on a skateboard: succeeded' }).waitFor({ state: 'attached' })

  await row(page, 'A cat on a skateboard').click()
  const video = page.locator('video')
  await video.waitFor()
  // Looking at a task downloads nothing: that would be a call the client under test never made.
  expect(await double.exchanges({ key: null })).toHaveLength(1)
  await video.evaluate(playABit)
  await detail(page).getByRole('link', { name: 'Downloaded' }).first().waitFor()
  expect(await page.locator('video').count()).toBe(1)
  expect(complaints).toEqual([])
})

test('the clock goes on by a second, to the next thing, and by what is typed', async () => {
  const { page, double } = await startAfresh()
  const { now: started } = (await double.get('/__stuntdouble/clock', { key: null })).json
  await double.createKie()
  await row(page, 'a cat').getByText('queued').waitFor()
  await button(page, 'Advance the clock by 1 s').click()
  await row(page, 'a cat').getByText('running').waitFor()
  await button(page, 'Next: +3 s').click()
  await row(page, 'a cat').getByText('succeeded').waitFor()
  await page.getByLabel('How far to advance').fill('2m')
  await page.keyboard.press('Enter')
  const timeThen = new Date(started + 124_000).toISOString().slice(11, 23)
  await page.getByText(timeThen).waitFor()
  await page.getByLabel('How far to advance').fill('soon')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('How far?').waitFor()
})

test('a task is failed by hand, with a message of your own', async () => {
  const { page, double } = await startAfresh()
  await double.createKie()
  await row(page, 'a cat').click()
  await page.getByText('Fail with a custom message').click()
  await page.getByLabel('Code').fill('content_policy_violation')
  await page.getByLabel('Message').fill('No cats today')
  await button(page, 'Fail so').click()
  await detail(page).getByText('content_policy_violation').first().waitFor()
  await detail(page).getByText('No cats today').waitFor()
  await row(page, 'a cat').getByText('failed').waitFor()
  expect(await button(page, 'Complete').count()).toBe(0)
})

test('a task is completed, and another stalls forever', async () => {
  const { page, double } = await startAfresh()
  await double.createKie({ prompt: 'first' })
  await double.createKie({ prompt: 'second' })
  await row(page, 'first').click()
  await button(page, 'Complete').click()
  await row(page, 'first').getByText('succeeded').waitFor()
  await row(page, 'second').click()
  await button(page, 'Stall').click()
  await page.getByText('time alone does not end it').waitFor()
  await double.advance(1_000_000)
  expect((await double.get('/__stuntdouble/tasks')).json.items[1].phase).toBe('queued')
})

test('a callback shows its attempts, and is sent again', async () => {
  const { page, double } = await startAfresh()
  const inbox = `${double.url}/__stuntdouble/inbox/mine?answers=500,200`
  await double.createKie({}, { callBackUrl: inbox })
  await double.runUntilIdle()
  await page.getByRole('link', { name: /^Callbacks/ }).click()
  await row(page, '2 attempts').click()
  await button(page, 'Redeliver').click()
  await row(page, '3 attempts').waitFor()
  expect(await detail(page).locator('tbody .status').allTextContents()).toEqual(['500', '200', '200'])

  await page.getByRole('link', { name: /^Inbox/ }).click()
  await row(page, 'mine').getByText('3 received').waitFor()
  await row(page, 'mine').click()
  await detail(page).locator('summary .status').nth(2).waitFor()
  expect(await detail(page).locator('summary .status').allTextContents()).toEqual([
    'answered 200',
    'answered 200',
    'answered 500',
  ])
  await button(page, 'Empty').click()
  await detail(page).getByText('It is empty.').waitFor()
})

test('what is done elsewhere is seen at once: a clock moved in process, requests and callbacks forgotten', async () => {
  const { page, double } = await startAfresh()
  await double.createKie({}, { callBackUrl: `${double.url}/__stuntdouble/inbox/mine` })
  await row(page, 'a cat').getByText('queued').waitFor()
  await double.simulator.account('test-key').clock.advance('5s')
  await row(page, 'a cat').getByText('succeeded').waitFor()

  await page.getByRole('link', { name: /^Requests/ }).click()
  await row(page, 'createTask').waitFor()
  await ask('DELETE', `${double.url}/__stuntdouble/exchanges`, { key: null })
  await page.getByText('No requests yet').waitFor()

  await page.goto(`${double.url}/__stuntdouble/#/inbox/mine`)
  await detail(page).getByText('answered 200').waitFor()
  await ask('DELETE', `${double.url}/__stuntdouble/inbox/mine`, { key: null })
  await detail(page).getByText('It is empty.').waitFor()
})

test('images, sounds and texts are shown as what they are, and only when somebody wants to see them', async () => {
  const { page, double, complaints } = await startAfresh()
  const create = (model: string, input: object) => double.post('/api/v1/jobs/createTask', { model, input })
  await create('painter/pro-text-to-image', { prompt: 'two doors', num_images: 2 })
  await create('soundforge/sound-effect-v2', { text: 'rain' })
  await create('scribe/audio-to-text', { audio_url: 'https://example.org/a.mp3' })
  await double.runUntilIdle()

  await row(page, 'two doors').click()
  const shows = detail(page).getByRole('button', { name: 'Show' })
  await shows.nth(1).waitFor()
  await shows.nth(1).click()
  const picture = page.getByRole('img', { name: 'Result 2 of 2 of two doors' })
  await picture.waitFor()
  await page.waitForFunction('document.images[0].naturalWidth > 0')
  await detail(page).getByRole('link', { name: 'Downloaded' }).first().waitFor()

  await row(page, 'rain').click()
  await page.locator('audio').waitFor()
  await row(page, 'scribe/audio-to-text').click()
  await detail(page).getByText('a placeholder text').waitFor()
  expect(complaints).toEqual([])
})

test('a request shows its body, what was answered, the fault, and what that means', async () => {
  const { page, double } = await startAfresh()
  const headers = { 'x-stuntdouble-fault': 'server-error' }
  await double.createKie({ prompt: 'on purpose' }, {}, { headers })
  await page.getByRole('link', { name: /^Requests/ }).click()
  await row(page, 'createTask').click()
  await detail(page).getByText('server-error').first().waitFor()
  await detail(page).getByText('What it means').waitFor()
  await detail(page).getByText('"on purpose"').waitFor()
})

test('“Copy as curl” gives the request with the key left out, whatever its body holds', async () => {
  const { page, double } = await startAfresh()
  const prompt = 'it\'s $(id) `id` \\ "x" [[1]] {a,b} \u0007\u001b[31m\u0003 \u009b é 猫\nsecond line'
  const body = JSON.stringify({ model: 'wan/2-5-text-to-video', input: { prompt } })
  // A body that is not JSON is copied as well: raw, with the control characters in it.
  for (const sent of [body, prompt]) {
    await double.post('/api/v1/jobs/createTask?a=[1]', sent, { key: 'sk-secret-key' })
    await page.goto(`${double.url}/__stuntdouble/#/requests`)
    await row(page, 'createTask').first().click()
    await button(page, 'Copy as curl').click()
    await page.getByText('Copied.').waitFor()
    const command = (await page.evaluate('navigator.clipboard.readText()')) as string
    expect(command).not.toContain('sk-secret-key')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may reach a terminal
    expect(command).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/)
    const script = `curl() { printf '%s\\0' "$@"; }\n${command}`
    const environment = { KEY: 'my key', LC_ALL: 'C.UTF-8' }
    const words = execFileSync('bash', ['-c', script], {
      env: environment,
      encoding: 'utf8',
      // Where it is a socket, bash reads its start-up files.
      stdio: ['ignore', 'pipe', 'inherit'],
    }).split('\0')
    expect(words).toEqual([
      '-g',
      `${double.url}/api/v1/jobs/createTask?a=[1]`,
      '-X',
      'POST',
      '-H',
      'Authorization: Bearer my key',
      '-H',
      'content-type: application/json',
      '--data-raw',
      sent,
      '',
    ])
    await double.post('/__stuntdouble/reset', undefined, { key: null })
    await page.getByText('No requests yet').waitFor()
  }
})

test('one account is looked at, put into a scenario and reset; the other is left alone', async () => {
  const { page, double } = await startAfresh()
  await double.createKie({ prompt: 'mine' }, {}, { key: 'stunt.happy.mine' })
  await double.createKie({ prompt: 'theirs' }, {}, { key: 'stunt.happy.theirs' })
  await row(page, 'theirs').waitFor()
  await page.getByLabel('Account').selectOption('stunt.happy.mine')
  await row(page, 'theirs').waitFor({ state: 'detached' })
  await row(page, 'mine').waitFor()
  expect(page.url()).toContain('account=stunt.happy.mine')

  await page.getByRole('combobox', { name: 'Scenario' }).selectOption('flaky')
  await button(page, 'Use the scenario flaky').click()
  await page.getByText('now uses “flaky”').waitFor()
  const scenarioOf = async (key: string) =>
    (await double.get('/__stuntdouble/scenarios', { key })).json.current
  expect(await scenarioOf('stunt.happy.mine')).toBe('flaky')
  expect(await scenarioOf('stunt.happy.theirs')).toBe('happy')

  page.removeAllListeners('dialog')
  page.once('dialog', (dialog) => void dialog.accept())
  await button(page, 'Reset').click()
  await page.getByText('No tasks yet').waitFor()
  expect((await double.get('/__stuntdouble/tasks', { key: 'stunt.happy.theirs' })).json.items).toHaveLength(1)
})

test('a link leads to a task of any account; a dead one says so', async () => {
  const { page, double } = await startAfresh()
  const { taskId } = (await double.createKie({ prompt: 'deep' })).json.data
  await page.goto(`${double.url}/__stuntdouble/#/task/${taskId}`)
  await page.reload()
  await page.getByRole('heading', { name: 'deep' }).waitFor()
  await detail(page).getByText(taskId).first().waitFor()
  expect(await page.title()).toBe('deep · stuntdouble')
  await page.goto(`${double.url}/__stuntdouble/#/task/%E0%A4%A`)
  await page.getByText('There is no such task here').waitFor()
})

const HOSTILE =
  '<img src=x onerror="alert(1)"><script>alert(2)</script>{{7*7}} \u202Egnp.exe\u202C \u0000 </textarea><svg onload=alert(3)>' +
  'W'.repeat(200)

test('hostile text is text: in prompts, addresses, headers, names and answers', async () => {
  const { page, double, complaints } = await startAfresh('#/tasks', { width: 390 })
  const inbox = `${double.url}/__stuntdouble/inbox/${encodeURIComponent('<img src=x onerror=alert(4)>')}`
  const created = await double.createKie({ prompt: HOSTILE }, { callBackUrl: inbox })
  await double.post(`/${encodeURIComponent(HOSTILE)}`, HOSTILE, {
    headers: { 'x-test': '<script>alert(5)</script>' },
  })
  await double.get(`/v1/tasks/${encodeURIComponent('"><script>alert(6)</script>')}`)
  await double.get('/v1/credits', { key: 'stunt.<script>alert(7)</script>' })
  await double.runUntilIdle()
  const paths = [
    `#/task/${created.json.data.taskId}`,
    '#/requests',
    '#/callbacks',
    `#/inbox/${encodeURIComponent('<img src=x onerror=alert(4)>')}`,
    '#/task/<script>alert(8)</script>',
    '#/requests?account=<script>alert(9)</script>',
  ]
  for (const path of paths) {
    await page.goto(`${double.url}/__stuntdouble/${path}`)
    await isReady(page)
    expect(await page.locator('main :is(script, img, svg, iframe, object)').count(), path).toBe(0)
    expect(await overflow(page), path).toBe(0)
  }
  for (const link of await page
    .locator('a')
    .evaluateAll((links) => links.map((a) => a.getAttribute('href')))) {
    expect(link).toMatch(/^#/)
  }
  await page.goto(`${double.url}/__stuntdouble/${paths[0]}`)
  await detail(page).locator('.title ~ *').first().waitFor()
  const heading = await detail(page).locator('h2').textContent()
  expect(heading).toContain(
    '<img src=x onerror="alert(1)"><script>alert(2)</script>{{7*7}} ⟨U+202E⟩gnp.exe⟨U+202C⟩',
  )
  expect(complaints).toEqual([])
})

const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - innerWidth') as Promise<number>

/** Some of everything. */
const startBusy = async () => {
  const { page, double, complaints } = await startAfresh()
  const inbox = `${double.url}/__stuntdouble/inbox/demo?answers=500,200`
  const { taskId } = (await double.createKie({ prompt: 'The first of them' }, { callBackUrl: inbox })).json
    .data
  await double.createEvolink({ prompt: 'Fails [[stunt: task-fails]]', callback_url: 'http://127.0.0.1:9/' })
  await double.runUntilIdle()
  await double.recordInfo(taskId)
  await double.createKie({ prompt: 'Under way' })
  await double.advance(1_500)
  await double.createKie({}, { model: 'nonsense' })
  await double.get('/v1/credits', { headers: { 'x-stuntdouble-fault': 'server-error' } })
  const idOf = async (list: string) =>
    (await double.get(`/__stuntdouble/${list}`, { key: null })).json.items.at(-1).id
  const paths = [
    '#/tasks',
    `#/task/${taskId}`,
    `#/task/${await idOf('tasks')}`,
    '#/requests',
    `#/request/${await idOf('exchanges')}`,
    '#/callbacks',
    `#/callback/${await idOf('deliveries')}`,
    '#/inbox/demo',
  ]
  return { page, double, complaints, paths }
}

/** The lowest contrast of any text on the page, with what it is (WCAG 2.2, 1.4.3). */
const LOWEST_CONTRAST = `(() => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true })
  const known = new Map()
  const rgba = (colour) => known.get(colour) ?? known.set(colour, drawn(colour)).get(colour)
  const drawn = (colour) => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  const over = ([r, g, b, a], below) => [r, g, b].map((value, index) => (value * a + below[index] * (255 - a)) / 255)
  const backOf = (element) => {
    if (element === null) return [255, 255, 255]
    const back = rgba(getComputedStyle(element).backgroundColor)
    return back[3] === 255 ? back.slice(0, 3) : over(back, backOf(element.parentElement))
  }
  const luminance = (colour) => {
    const [r, g, b] = colour.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const found = [...document.querySelectorAll('body *')]
    .filter((element) => element.checkVisibility() && !element.closest(':disabled, video, .quiet, .skip') && element.tagName !== 'OPTION')
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''))
    .map((element) => {
      const back = backOf(element)
      const text = over(rgba(getComputedStyle(element).color), back)
      const [light, dark] = [luminance(back), luminance(text)].sort((a, b) => b - a)
      return { ratio: (light + 0.05) / (dark + 0.05), text: element.textContent.slice(0, 40), className: element.className }
    })
  return found.sort((a, b) => a.ratio - b.ratio)[0]
})()`

/** What everybody needs who does not see the page, or has no mouse. */
const ACCESS_PROBLEMS = `(() => {
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility())
  const nameOf = (element) =>
    element.getAttribute('aria-label') ?? [...(element.labels ?? [])].map((label) => label.textContent).join(' ') ?? ''
  const unnamed = shown('a, button, input, select, video, [role=img], section, nav')
    .filter((element) => (nameOf(element) || (element.matches('a, button') ? element.textContent : '')).trim() === '')
    .map((element) => 'no name: ' + element.outerHTML.slice(0, 80))
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
  const doubled = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => 'twice: #' + id)
  const levels = shown('h1, h2, h3, h4').map(({ tagName }) => Number(tagName[1]))
  const skipped = levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1).map((level) => 'skips to h' + level)
  const landmarks = ['body > header', 'nav[aria-label]', 'main', '[aria-live]', 'html[lang]']
  const missing = landmarks.filter((selector) => document.querySelectorAll(selector).length !== 1)
  return [...unnamed, ...doubled, ...skipped, ...missing]
})()`

test('every view is legible and has names for everything, wide or narrow, light or dark', async () => {
  const { page, double, complaints, paths } = await startBusy()
  await page.setViewportSize({ width: 390, height: 800 })
  await button(page, 'Controls').click()
  const backs = new Set<unknown>()
  for (const path of paths) {
    await page.goto(`${double.url}/__stuntdouble/${path}`)
    if (path.split('/').length > 2) await detail(page).locator('.title ~ *').first().waitFor()
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 })
      const place = `${path}, ${width} wide`
      expect(await overflow(page), place).toBe(0)
      expect(await page.evaluate(ACCESS_PROBLEMS), place).toEqual([])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        backs.add(await page.evaluate('getComputedStyle(document.body).backgroundColor'))
        const lowest = (await page.evaluate(LOWEST_CONTRAST)) as { readonly ratio: number }
        expect(lowest.ratio, `${place}, ${colorScheme}: ${JSON.stringify(lowest)}`).toBeGreaterThanOrEqual(
          4.5,
        )
      }
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await button(page, 'Controls').click()
  expect(backs.size).toBe(2)
  expect(complaints).toEqual([])
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

test('everything can be reached without a mouse', async () => {
  const { page, double } = await startAfresh()
  for (const prompt of ['oldest', 'middle', 'newest']) await double.createKie({ prompt })
  await page.reload()
  await row(page, 'newest').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await page.evaluate('document.activeElement.id')).toBe('main')
  await row(page, 'newest').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'middle' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('heading', { name: 'oldest' }).waitFor()
  expect(await row(page, 'oldest').getAttribute('aria-current')).toBe('true')
  // What arrives meanwhile takes neither the focus nor the place.
  await double.createKie({ prompt: 'just now' })
  await row(page, 'just now').waitFor()
  expect(await page.evaluate('document.activeElement.textContent')).toContain('oldest')
  await page.keyboard.press('Escape')
  await detail(page).waitFor({ state: 'hidden' })
  expect(await page.evaluate('document.activeElement.textContent')).toContain('oldest')
})

test('on a phone the details take the place of the list, and give it back', async () => {
  const { page, double } = await startAfresh('#/tasks', { width: 390 })
  await double.createKie()
  await row(page, 'a cat').click()
  await page.getByRole('heading', { name: 'a cat' }).waitFor()
  expect(await row(page, 'a cat').isVisible()).toBe(false)
  expect(await page.evaluate('document.activeElement.tagName')).toBe('H2')
  await page.getByRole('link', { name: 'Close, and back to the tasks' }).click()
  await row(page, 'a cat').waitFor()
})

test('three hundred requests are quickly there, found, and kept up to date', async () => {
  const { page, double } = await startAfresh()
  await page.goto('about:blank')
  const read = async (_: unknown, nth: number) => double.get(`/v1/tasks/task-${nth}`)
  for (let round = 0; round < 3; round += 1) await Promise.all(Array.from({ length: 97 }, read))
  for (let nth = 0; nth < 10; nth += 1) await double.createKie({ prompt: `task ${nth}` })
  await openPage(double.url, '#/requests')
  await isReady(page)
  expect(await page.locator('#views a[aria-current]').textContent()).toBe('Requests301')
  expect(await page.locator('#list li').count()).toBe(100)
  await button(page, /^Show more/).click()
  await page.locator('#list li').nth(199).waitFor()
  await page.getByRole('searchbox').fill('task-42 ')
  await page.locator('#list li:nth-child(3):last-child').waitFor()
  await page.getByRole('searchbox').fill('')
  await Promise.all(Array.from({ length: 20 }, (_, nth) => double.get(`/v1/tasks/late-${nth}`)))
  await row(page, 'late-').first().waitFor()
})

test('a real clock cannot be moved, and the console says why; a task comes to its end before one’s eyes', async () => {
  await using double = await startTestSimulator({ clock: 'real', speed: 20 })
  const { page } = await openPage(double.url)
  await page.getByText('start with --clock manual').first().waitFor()
  for (const name of ['Advance the clock by 1 s', 'Advance', 'Next', 'Run until idle']) {
    expect(await button(page, name).isDisabled(), name).toBe(true)
  }
  await double.createEvolink()
  await row(page, 'a cat').getByText('succeeded').waitFor()
})

test('what was missed while the simulator was away is there when it is back', async () => {
  const first = await startSimulator({ port: 0, clock: 'manual' })
  const { page } = await openPage(first.url)
  await isReady(page)
  await first.close()
  await page.getByText('not connected').waitFor()
  await using again = await startTestSimulator({ port: Number(new URL(first.url).port) })
  await again.createKie({ prompt: 'made meanwhile' })
  await row(page, 'made meanwhile').waitFor()
})

test('the token is asked for once', async () => {
  await using double = await startTestSimulator({ controlToken: 's3cret' })
  const { page, context } = await openPage(double.url)
  await page.getByLabel('Token').fill('s3cret')
  await button(page, 'Open').click()
  await isReady(page)
  expect(page.url()).toBe(`${double.url}/__stuntdouble/`)
  expect(await context.cookies()).toMatchObject([
    { name: 'stuntdouble_token', httpOnly: true, sameSite: 'Strict' },
  ])
  await page.goto(`${double.url}/__stuntdouble/?token=s3cret#/requests`)
  await page.getByText('No requests yet').waitFor()
  expect(page.url()).toBe(`${double.url}/__stuntdouble/#/requests`)
})
