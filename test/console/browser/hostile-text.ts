import { expect } from 'vitest'
import { detail, goTo, isReady, overflow, startAfresh, test } from './page.ts'

/** Text that would like to be something else. */

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
