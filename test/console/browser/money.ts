import { expect } from 'vitest'
import { button, detail, goTo, keyless, row, startAfresh, test } from './page.ts'

/** What was billed, and to whom a callback went. */

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
