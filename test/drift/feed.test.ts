import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fetchPage } from '../../scripts/drift/fetch-page.ts'
import { driftBadge, driftFeed, driftIssue } from '../../scripts/drift/publish.ts'
import { driftOf, type Found } from '../../scripts/drift/report.ts'
import type { DriftSource } from '../../scripts/drift/sources.ts'
import { SOURCES } from '../../scripts/drift/sources.ts'

const PAGE = readFileSync('specs/pages/kie/wan-2-5-text-to-video.md', 'utf8')
const WITHOUT_A_RESOLUTION = PAGE.replace('  - `720p`: 720p\n', '')

const source: DriftSource = { name: 'kie.md', provider: 'kie', url: 'https://docs.example/kie.md?a&b' }
const found = (before: string | undefined, text: string): Found => ({
  source,
  before,
  now: { outcome: 'page', text },
})
const at = (day: number): string => `2026-12-0${day}T06:00:00.000Z`

test('what changed is in the issue, in the feed and on the badge', () => {
  const drift = driftOf([found(PAGE, WITHOUT_A_RESOLUTION)], at(1), undefined, false)
  expect(drift.sources).toEqual([{ name: 'kie.md', url: source.url, status: 'changed' }])
  expect(driftIssue(drift)).toContain(
    '- `wan/2-5-text-to-video` `input.resolution`: The options "720p" are gone.',
  )
  expect(JSON.parse(driftBadge(drift))).toMatchObject({ message: 'breaking', color: 'red' })
  const feed = driftFeed(drift, 'https://feed.example/feed.atom')
  expect(feed).toContain('<title>kie.md: breaking</title>')
  expect(feed).toContain('<link href="https://docs.example/kie.md?a&amp;b"/>')
})

test('a change stays in the issue until somebody closes it, and in the feed for longer', () => {
  const first = driftOf([found(PAGE, WITHOUT_A_RESOLUTION)], at(1), undefined, false)
  const open = driftOf([found(WITHOUT_A_RESOLUTION, WITHOUT_A_RESOLUTION)], at(2), first, true)
  expect(open.open).toEqual(first.open)
  const closed = driftOf([found(WITHOUT_A_RESOLUTION, WITHOUT_A_RESOLUTION)], at(3), open, false)
  expect(closed.open).toEqual([])
  expect(closed.history).toEqual(first.history)
  expect(driftIssue(closed)).toBe('')
  expect(JSON.parse(driftBadge(closed)).message).toBe('none')
})

test('the first time there is nothing to compare with', () => {
  const drift = driftOf([found(undefined, PAGE)], at(1), undefined, false)
  expect(drift.sources[0]?.status).toBe('first-read')
  expect(drift.history).toEqual([])
})

test.each<readonly [string, Found['now'], string, RegExp]>([
  ['does not exist', { outcome: 'not-read', why: 'It responded with 404.' }, 'not-read', /404/],
  [
    'became something else',
    { outcome: 'page', text: '<!doctype html><title>Moved</title>' },
    'unreadable',
    /kie\.md/,
  ],
])('a page that %s is not a change of the contract', (_what, now, status, why) => {
  const drift = driftOf([{ source, before: PAGE, now }], at(1), undefined, false)
  expect(drift.sources[0]).toMatchObject({ status, why: expect.stringMatching(why) })
  expect(drift.open).toEqual([])
  expect(JSON.parse(driftBadge(drift)).message).toBe('not read')
})

test('a page is fetched without a key, and a redirect is not followed', async () => {
  const asked: RequestInit[] = []
  const call = async (_url: unknown, options?: RequestInit): Promise<Response> => {
    asked.push(options ?? {})
    return new Response('', { status: 302, headers: { location: 'https://elsewhere.example' } })
  }
  expect(await fetchPage('https://docs.example/kie.md', call as typeof fetch)).toEqual({
    outcome: 'not-read',
    why: 'It responded with 302.',
  })
  expect(asked).toHaveLength(1)
  expect(JSON.stringify(asked[0])).not.toMatch(/authorization/i)
})

test('only hosts of the providers are fetched, over HTTPS', () => {
  for (const { url } of SOURCES) expect(url).toMatch(/^https:\/\/(docs|api)\.(kie|evolink)\.ai\//)
})
