/**
 * Looks whether the providers' pages changed since the last time, and writes what follows from it into a folder:
 * drift.json, feed.atom, badge.json, issue.md, and the pages themselves for the next time. It calls the hosts in
 * scripts/drift/sources.ts, without a key, and only when --live says so.
 *
 *   npx tsx scripts/drift.ts --live FOLDER --feed-url URL [--issue-is-open]
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fetchPage } from './drift/fetch-page.ts'
import { driftBadge, driftFeed, driftIssue } from './drift/publish.ts'
import { type Drift, driftOf, type Found } from './drift/report.ts'
import { SOURCES } from './drift/sources.ts'

const { values } = parseArgs({
  options: {
    live: { type: 'string' },
    'feed-url': { type: 'string', default: 'urn:stuntdouble:drift' },
    'issue-is-open': { type: 'boolean', default: false },
  },
})
const folder = values.live
if (folder === undefined) {
  console.error("drift: this calls the providers' sites; say --live and the folder of the feed")
  process.exit(2)
}

const textIn = (path: string): string | undefined =>
  existsSync(path) ? readFileSync(path, 'utf8') : undefined

const pages = join(folder, 'pages')
mkdirSync(pages, { recursive: true })
const found: Found[] = []
for (const source of SOURCES)
  found.push({ source, before: textIn(join(pages, source.name)), now: await fetchPage(source.url) })

const previous = textIn(join(folder, 'drift.json'))
const drift = driftOf(
  found,
  new Date().toISOString(),
  previous === undefined ? undefined : (JSON.parse(previous) as Drift),
  values['issue-is-open'],
)
writeFileSync(join(folder, 'drift.json'), `${JSON.stringify(drift, null, 2)}\n`)
writeFileSync(join(folder, 'feed.atom'), driftFeed(drift, values['feed-url']))
writeFileSync(join(folder, 'badge.json'), driftBadge(drift))
writeFileSync(join(folder, 'issue.md'), driftIssue(drift))
// A page that cannot be read is compared again next time, with what could be read last.
for (const [index, { source, now }] of found.entries()) {
  const status = drift.sources[index]?.status
  if (now.outcome === 'page' && status !== 'unreadable') writeFileSync(join(pages, source.name), now.text)
}
for (const { name, status, why = '' } of drift.sources) console.log(`${name}: ${status} ${why}`)
