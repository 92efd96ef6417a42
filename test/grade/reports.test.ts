import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { compare, readBaseline } from '../../src/grade/baseline.ts'
import { judge } from '../../src/grade/judge.ts'
import { obligations } from '../../src/grade/obligations/index.ts'
import { proofOf } from '../../src/grade/prove.ts'
import type { Recording } from '../../src/grade/recording.ts'
import { html } from '../../src/grade/report/html.ts'
import { reporters } from '../../src/grade/report/index.ts'
import { reportOf } from '../../src/grade/report/report-of.ts'
import { GRADE_2026_1 } from '../../src/grade/sets.ts'

const careful: readonly Recording[] = JSON.parse(
  readFileSync('test/fixtures/grade/careful-kie-receiver.json', 'utf8'),
)

const graded = (recordings: readonly Recording[], isAsked = (_id: string) => true) =>
  reportOf(
    {
      command: ['node', 'client.mjs'],
      provider: 'kie',
      profile: 'documented',
      seed: 1,
      deadlineMs: 30_000,
      client: 'a <client> & its "name"',
      durationMs: 1_000,
      set: GRADE_2026_1.id,
    },
    judge(recordings, { set: GRADE_2026_1, isAsked, repeat: (id) => `stuntdouble grade --only ${id}` }),
    recordings,
  )

/** It prints its key, and waits without an end. */
const careless = careful.map((each) => ({
  ...each,
  ...(each.situation === 'create-402' && { keyIn: ['stderr' as const] }),
  ...(each.situation === 'task-never-ends' && { ending: { kind: 'never-ended' as const } }),
}))

const good = graded(careful)
const bad = graded(careless)

test('a careful client has an A, and pays once for each job', () => {
  expect(good.grade).toBe('A')
  expect(good.caps).toEqual([])
  expect(good.money).toMatchObject({ creditsWasted: 0, orphaned: 0 })
  expect(good.money.paidCreates).toBe(good.money.jobs)
})

test('the worst rule decides, and every rule names what is behind it', () => {
  expect(bad.grade).toBe('F')
  expect(bad.caps.map(({ id, cap }) => [id, cap])).toEqual([
    ['key-in-output', 'F'],
    ['never-ends', 'C'],
    ['gives-up-paid-work', 'C'],
    ['false-success', 'D'],
    ['something-failed', 'B'],
  ])
})

test('a part has no grade', () => {
  expect(graded(careful, (id) => id.startsWith('money/')).grade).toBeNull()
})

test('a report is one by its schema', () => {
  const schema = z.fromJSONSchema(JSON.parse(readFileSync('schemas/grade-report.schema.json', 'utf8')))
  expect(schema.safeParse(JSON.parse(reporters.json.write(bad))).error).toBeUndefined()
})

test('the card fits into 80 columns, but for the command that repeats a finding', () => {
  const long = reporters.card
    .write(bad)
    .split('\n')
    .filter((line) => line.length > 80 && !line.startsWith('  Again:'))
  expect(long).toEqual([])
  expect(reporters.card.write(bad)).toMatch(/paid creates ÷ jobs {2}\d+ ÷ \d+ \(1\.00\)/)
  expect(reporters.card.write(bad)).toMatch(/^Grade: F, at most F because:$/m)
})

test('every reporter names each broken obligation, its proof and its remedy', () => {
  for (const name of ['card', 'junit', 'markdown', 'github', 'html'] as const) {
    const text = reporters[name].write(bad)
    expect(text, name).toContain('polling/deadline')
    expect(text, name).toContain('Remedy: Give every wait an end')
    expect(text, name).toContain('stuntdouble grade --only polling/deadline')
  }
})

test('JUnit counts, and escapes what a client is called', () => {
  const text = reporters.junit.write(bad)
  expect(text).toMatch(
    /<testsuites name="stuntdouble grade a &lt;client&gt; &amp; its &quot;name&quot;" tests="86" failures="2"/,
  )
})

test('the badge is one by the endpoint schema', () => {
  expect(JSON.parse(reporters.badge.write(good))).toEqual({
    schemaVersion: 1,
    label: 'grade-2026.1',
    message: 'A',
    color: 'brightgreen',
  })
})

test('the page needs nothing else, and has a column per client', () => {
  const page = html(good, bad)
  expect(page).not.toMatch(/<script|src=|https?:\/\/(?!127)/)
  expect(page).toContain("default-src 'none'")
  expect(page.match(/<th scope="col">/g)).toHaveLength(2)
  expect(page).toContain('a &lt;client&gt; &amp;')
})

test('a baseline: known failures pass, new ones fail, stale entries fail', () => {
  const ids = obligations.map(({ id }) => id)
  const known = readBaseline('{"failures":["polling/deadline","money/no-orphan"]}', ids)
  expect(compare(bad, known)).toEqual({
    fresh: ['errors/no-key-in-output'],
    known: ['polling/deadline'],
    stale: ['money/no-orphan'],
  })
  const itself = readBaseline(reporters.json.write(bad), ids)
  expect(compare(bad, itself)).toMatchObject({ fresh: [], stale: [] })
})

test.each([
  ['nonsense', 'it is not JSON'],
  ['[]', 'it is neither {"failures": ["…"]} nor a report of stuntdouble grade'],
  ['{"failures":["money/no"]}', 'it names "money/no", and there is no such obligation'],
])('a baseline of %s says what is wrong', (text, message) => {
  expect(() => readBaseline(text, ['money/no-orphan'])).toThrow(message)
})

test('a proof says what went red to green, green to red, and stayed red', () => {
  expect(proofOf(bad, good)).toEqual({
    redToGreen: ['polling/deadline', 'errors/no-key-in-output'],
    greenToRed: [],
    stayedRed: [],
  })
  expect(proofOf(good, bad).greenToRed).toHaveLength(2)
  expect(proofOf(bad, bad).stayedRed).toHaveLength(2)
})
