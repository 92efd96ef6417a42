import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe checks: WCAG 2.2 up to AA, and what its authors hold for good practice. */
const RUN = `axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
}).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 120)).join(' | ')))`

/** What keeps people out who do not see the page, or have no mouse; as axe finds it. */
export const accessProblems = async (page: Page): Promise<unknown> => {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source)
  return page.evaluate(RUN)
}
