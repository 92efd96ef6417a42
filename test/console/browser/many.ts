import type { Page } from 'playwright-core'

/**
 * Makes the page believe that there are `count` ended tasks, each like the given one, named `number 0` and so on; without a
 * request for each. Runs until `showAll`.
 */
export const showMany = async (page: Page, task: unknown, count: number): Promise<void> => {
  await page.evaluate(`{
    const task = ${JSON.stringify(task)}
    const items = Array.from({ length: ${count} }, (_, nth) => ({ ...task, id: 't' + nth, prompt: 'number ' + nth }))
    globalThis.realFetch = fetch
    globalThis.asked = []
    globalThis.fetch = async (url, init) => {
      const { pathname, searchParams } = new URL(url, location.href)
      const limit = Number(searchParams.get('limit') ?? 0)
      if (!pathname.endsWith('/tasks') || limit === 0) return realFetch(url, init)
      asked.push(limit)
      const { items: newer } = await (await realFetch(url, init)).json()
      return Response.json({ items: [...items, ...newer].slice(-limit), dropped: 0 })
    }
  }`)
}

/** The page sees again what is there. */
export const showAll = (page: Page): Promise<unknown> =>
  page.evaluate('globalThis.fetch = globalThis.realFetch')
