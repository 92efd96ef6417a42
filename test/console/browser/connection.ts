import { expect } from 'vitest'
import { startSimulator } from '../../../src/simulator/index.ts'
import { freePort } from '../../helpers/free-port.ts'
import { startTestSimulator } from '../../helpers/simulator.ts'
import { button, isReady, openPage, row, sharedOnce, test } from './page.ts'

/** A simulator that is away for a while, or wants a token. */

test('what was missed while the simulator was away is there when it is back; a real clock ends a task by itself', async () => {
  const port = await freePort()
  const first = await startSimulator({ port, clock: 'manual' })
  const { page } = await openPage(first.url)
  await first.close()
  await page.getByText('not connected').waitFor()
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
