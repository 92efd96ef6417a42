import { expect } from 'vitest'
import { button, detail, goTo, keyless, row, startAfresh, test } from './page.ts'

/** What happens to a task, and what comes out of it. */

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
  await page.getByRole('alert').getByText('is a duration such as 250ms, 5s or 2m').waitFor()

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

test('images, sounds and texts are shown as what they are, and only when somebody wants to see them', async () => {
  const { page, double, complaints } = await startAfresh()
  const create = (model: string, input: object) => double.post('/api/v1/jobs/createTask', { model, input })
  await create('painter/pro-text-to-image', { prompt: 'two doors', num_images: 2 })
  await create('soundforge/sound-effect-v2', { text: 'rain' })
  await create('scribe/audio-to-text', { audio_url: 'https://example.org/a.mp3' })
  await double.runUntilIdle()
  // Until the newest is there, rows move under the mouse.
  await row(page, 'scribe/audio-to-text').getByText('succeeded').waitFor()
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
