import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const require = createRequire(import.meta.url)
const AXE = require.resolve('axe-core/axe.min.js')

/** Which part of the page: `document`, or a selector in quotes. */
type Part = string

const run = async (page: Page, part: Part, runOnly: unknown, rules = {}): Promise<unknown> => {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(readFileSync(AXE, 'utf8'))
  // Nothing has to be preloaded: the styles are the page's own, and no rule of ours looks at a video's length.
  const options = JSON.stringify({ runOnly, rules, resultTypes: ['violations'], preload: false })
  return page.evaluate(`axe.run(${part}, ${options}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 120)).join(' | ')))`)
}

/** What keeps people out who do not see the page, or have no mouse; as axe finds it: WCAG 2.2 up to AA, and what its authors hold for good practice. */
export const accessProblems = (page: Page, part: Part, hasColours: boolean): Promise<unknown> =>
  run(
    page,
    part,
    ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    // By far the slowest rule: it looks at what is painted under each piece of text.
    { 'color-contrast': { enabled: hasColours } },
  )

/** The rules whose result depends on colours and on the width. */
export const lookProblems = (page: Page, part: Part): Promise<unknown> =>
  run(page, part, {
    type: 'rule',
    values: ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'],
  })
