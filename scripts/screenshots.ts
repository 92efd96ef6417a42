/** Takes the picture of the console that the README shows: `npm run screenshots`. It needs Debian's Chromium. */
import { statSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { startSimulator } from '../src/simulator/index.ts'

const FILE = 'docs/console.jpg'
const SIZE = { width: 1280, height: 800 }

const double = await startSimulator({ port: 0, clock: 'manual', cors: false })

interface Sample {
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
}

interface Provider {
  readonly callbackAt: readonly string[]
  readonly samples: readonly Sample[]
}

const listed = async <Item>(path: string): Promise<readonly Item[]> => {
  const response = await fetch(`${double.url}/__stuntdouble/${path}`)
  return ((await response.json()) as { readonly items: readonly Item[] }).items
}

const providers = await listed<Provider>('providers')

/** Creates the sample task of a provider with another prompt. */
const create = async (nth: number, prompt: string, headers: Readonly<Record<string, string>> = {}) => {
  const { samples: [sample] = [], callbackAt } = providers[nth] ?? { callbackAt: [] }
  if (sample === undefined) throw new Error('There is no sample request.')
  const body = JSON.stringify({
    ...sample.body,
    ...(callbackAt[0] && { [callbackAt[0]]: `${double.url}/__stuntdouble/inbox/orders?answers=500,200` }),
  })
  await fetch(double.url + sample.path, {
    method: 'POST',
    headers: {
      authorization: 'Bearer stunt.happy.web-app',
      'content-type': 'application/json',
      'x-stuntdouble-label': 'web app',
      ...headers,
    },
    body: body.replaceAll('A cat on a skateboard', prompt),
  })
}

const account = double.account('stunt.happy.web-app')
await create(0, 'A fox running through fresh snow at dawn')
await create(1, 'A ceramic mug rotating on marble, soft light')
await create(0, 'Aerial view of a turquoise coastline', { 'x-stuntdouble-fault': 'task-fails after=2s' })
await account.clock.runUntilIdle()
await create(1, 'Neon-lit street in the rain, a taxi passes', { 'x-stuntdouble-fault': 'gateway-page' })
await create(1, 'Neon-lit street in the rain, a taxi passes')
await account.clock.advance('8s')
await create(0, 'A hummingbird hovers over a red flower')
await account.clock.advance('1500ms')
await create(0, 'Timelapse of clouds over a mountain lake')

const [first] = account.tasks()
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const page = await browser.newPage({ viewport: SIZE, colorScheme: 'light' })
await page.goto(`${double.url}/__stuntdouble/#/task/${first?.id}?account=stunt.happy.web-app`)
await page.locator('.poster').waitFor()
await page.evaluate('document.fonts.ready')
await page.screenshot({ path: FILE, type: 'jpeg', quality: 82 })
await browser.close()
await double.close()
console.log(`${FILE}: ${Math.round(statSync(FILE).size / 1024)} kB`)
