import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { judge, suspectedOf } from '../../src/grade/judge.ts'
import { tellsOf } from '../../src/grade/obligations/looking.ts'
import type { RecordedRequest, Recording } from '../../src/grade/recording.ts'
import { GRADE_2026_1 } from '../../src/grade/sets.ts'
import { situations } from '../../src/grade/situations/index.ts'

/** What a careful client did, recorded once: scripts/grade-fixtures.ts. */
const recorded = (name: string): readonly Recording[] =>
  JSON.parse(readFileSync(`test/fixtures/grade/${name}.json`, 'utf8'))
const kie = recorded('careful-kie-receiver')
const evolink = recorded('careful-evolink')

const verdictsOf = (recordings: readonly Recording[]) =>
  judge(recordings, { set: GRADE_2026_1, isAsked: () => true, repeat: (id) => id })

const badOf = (recordings: readonly Recording[]): readonly string[] =>
  verdictsOf(recordings)
    .filter(({ verdict }) => verdict === 'fail' || verdict === 'warning' || verdict === 'untestable')
    .map(({ id, verdict }) => `${id} ${verdict}`)

test('a careful client breaks nothing', () => {
  expect(badOf(kie)).toEqual([])
  expect(badOf(evolink)).toEqual([])
})

test('what a client does not do is not held against it', () => {
  const callbacks = verdictsOf(evolink).filter(({ axis }) => axis === 'callbacks')
  expect(callbacks.map(({ verdict }) => verdict)).toEqual(callbacks.map(() => 'not-applicable'))
  expect(callbacks[1]?.because).toBe('the client gives no callback address')
})

/** The recordings with one of them changed. */
const but = (situation: string, change: (recording: Recording) => Partial<Recording>) =>
  kie.map((each) => (each.situation === situation ? { ...each, ...change(each) } : each))

const create = (recording: Recording): RecordedRequest => {
  const found = recording.requests.find(({ kind }) => kind === 'create')
  if (found === undefined) throw new Error(`${recording.situation} has no create request`)
  return found
}

/** Another create request, accepted, and its task. */
const boughtAgain = (recording: Recording): Partial<Recording> => ({
  requests: [
    ...recording.requests,
    {
      ...create(recording),
      atMs: recording.durationMs - 10,
      task: 'another',
      fault: null,
      status: 200,
      answer: 'accepted',
    },
  ],
  tasks: [
    ...recording.tasks,
    { id: 'another', phase: 'succeeded', credits: 60, fault: null, failure: null, resultUrls: [] },
  ],
  stderr: `${recording.stderr}\nanother`,
})

test.each([
  ['create-reset', 'money/reset-after-create'],
  ['create-hangs', 'money/timeout-after-create'],
  ['create-500', 'money/server-error-after-create'],
  ['create-503-retry-after', 'money/unavailable-after-create'],
  ['create-502-page', 'money/bad-gateway-after-create'],
  ['create-504-page', 'money/gateway-timeout-after-create'],
  ['create-truncated', 'money/truncated-answer'],
  ['create-invalid-json', 'money/invalid-answer'],
  ['create-empty', 'money/empty-answer'],
  ['create-idless', 'money/idless-answer'],
  ['create-error-in-200', 'money/error-in-200-after-create'],
  ['create-redirected', 'money/redirected-once'],
  ['slow-task', 'money/slow-task-bought-once'],
  ['task-fails', 'money/failed-task-bought-once'],
  ['task-never-ends', 'money/endless-task-bought-once'],
  ['polls-always-500', 'money/bad-polls-bought-once'],
  ['link-expired', 'money/expired-link-bought-once'],
])('%s: a second accepted create request breaks %s alone', (situation, id) => {
  const twice = (recording: Recording): Partial<Recording> => {
    const once = boughtAgain(recording)
    return recording.tasks.length > 0
      ? once
      : {
          ...once,
          requests: [...(once.requests ?? []), ...(boughtAgain(recording).requests ?? []).slice(-1)],
        }
  }
  expect(badOf(but(situation, twice))).toEqual([`${id} fail`])
})

const failing = (recording: Recording): Partial<Recording> => ({
  ending: { kind: 'exited', code: 1 },
  told: { ok: false, taskId: null, url: null, error: 'x' },
  stdout: recording.stdout,
})

test.each([
  ['poll-500', 'polling/survives-server-error'],
  ['poll-reset', 'polling/survives-reset'],
  ['poll-stalls', 'polling/survives-silence'],
  ['poll-502-page', 'polling/survives-gateway-page'],
  ['poll-truncated', 'polling/survives-truncated-read'],
  ['poll-invalid-json', 'polling/survives-invalid-read'],
  ['poll-empty', 'polling/survives-empty-read'],
  ['poll-429', 'polling/survives-429'],
  ['not-found-at-first', 'polling/survives-not-found-at-first'],
  ['unknown-state', 'polling/survives-unknown-state'],
  ['extra-fields', 'tolerance/extra-fields'],
  ['gzip', 'tolerance/gzip'],
  ['in-pieces', 'tolerance/in-pieces'],
  ['longer-ids', 'tolerance/longer-ids'],
  ['callback-duplicated', 'callbacks/duplicates'],
  ['callback-lost', 'callbacks/lost'],
])('%s: a client that gives up breaks %s alone', (situation, id) => {
  expect(badOf(but(situation, failing))).toEqual([`${id} fail`])
})

test.each(['tolerance/nulls', 'tolerance/content-type'])('giving up over %s is a warning', (id) => {
  expect(badOf(but(id.split('/')[1] ?? '', failing))).toEqual([`${id} warning`])
})

test('a client that ends with 0 whatever happens breaks errors, and no other must', () => {
  const bad = kie.map((each) => ({ ...each, ending: { kind: 'exited' as const, code: 0 }, told: null }))
  const axes = verdictsOf(bad).filter(({ verdict }) => verdict === 'fail')
  expect(new Set(axes.map(({ axis }) => axis))).toEqual(new Set(['errors', 'tolerance', 'callbacks']))
  expect(axes.map(({ id }) => id)).toContain('errors/failed-task-fails')
})

test('a paid task that is left behind without a name is an orphan', () => {
  const orphan = but('task-never-ends', (recording) => ({
    stdout: 'gave up',
    stderr: '',
    told: null,
    requests: recording.requests,
  }))
  expect(badOf(orphan)).toEqual(['money/no-orphan fail', 'errors/waiting-task-named warning'])
})

test('a client that runs on after its deadline breaks polling/deadline alone', () => {
  expect(badOf(but('task-never-ends', () => ({ ending: { kind: 'never-ended' } })))).toEqual([
    'polling/deadline fail',
  ])
})

test('a key in the output and a key in an address are two things', () => {
  expect(badOf(but('create-402', () => ({ keyIn: ['stderr'] })))).toEqual(['errors/no-key-in-output fail'])
  const inUrl = but('create-402', ({ requests }) => ({
    requests: requests.map((each) => ({ ...each, keyIn: ['url' as const] })),
  }))
  expect(badOf(inUrl)).toEqual(['hygiene/key-not-in-url fail'])
})

test('a call to a path that the provider does not have is named, with the one that was meant', () => {
  const astray = but('all-is-well', (recording) => {
    const stray = { ...create(recording), kind: null, path: '/v9/jobs/createTask', status: 404, task: null }
    return { requests: [stray, ...recording.requests] }
  })
  expect(badOf(astray)).toEqual(['hygiene/known-paths warning'])
  expect(verdictsOf(astray).find(({ id }) => id === 'hygiene/known-paths')?.because).toBe(
    'POST /v9/jobs/createTask is not one of its operations; POST /api/v1/jobs/createTask is.',
  )
})

/** The same request again and again, so far apart, ms. */
const repeated = (request: RecordedRequest, count: number, everyMs: number): readonly RecordedRequest[] =>
  Array.from({ length: count }, (_, index) => ({
    ...request,
    durationMs: 0,
    atMs: request.atMs + index * everyMs,
  }))

test.each([
  [10, 'polling/pauses fail'],
  [700, 'polling/pauses warning'],
])('reads %i ms apart: %s', (everyMs, verdict) => {
  const hurried = but('slow-task', (recording) => {
    const read = recording.requests.find(({ kind }) => kind === 'retrieve')
    return { requests: [create(recording), ...repeated(read as RecordedRequest, 40, everyMs)] }
  })
  expect(badOf(hurried)).toEqual([verdict])
})

test('reads in pairs do not count as hurry; more than two at once do', () => {
  const together = (count: number) =>
    but('slow-task', (recording) => {
      const read = recording.requests.find(({ kind }) => kind === 'retrieve') as RecordedRequest
      const looks = repeated(read, 8, 1_500)
      return { requests: [create(recording), ...looks.flatMap((look) => repeated(look, count, 20))] }
    })
  expect(badOf(together(2))).toEqual([])
  expect(badOf(together(3))).toEqual(['polling/pauses fail'])
})

test.each([
  [1_960, []],
  [1_500, ['money/waits-for-retry-after warning']],
  [900, ['money/waits-for-retry-after fail']],
])('told to wait 2 s, a create request after %i ms', (afterMs, bad) => {
  const early = but('create-429-retry-after', (recording) => {
    const first = { ...create(recording), durationMs: 0 }
    return { requests: [first, { ...first, atMs: first.atMs + afterMs, fault: null, task: 'x' }] }
  })
  expect(badOf(early)).toEqual(bad)
})

test('a refused create request may be repeated once with a warning; a storm fails', () => {
  const sent = (count: number) =>
    but('create-402', (recording) => ({ requests: repeated(create(recording), count, 1_000) }))
  expect(badOf(sent(2))).toEqual(['money/out-of-credits-once warning'])
  expect(badOf(sent(9))).toEqual(['money/out-of-credits-once fail'])
})

test('whoever talks to a server with a false certificate breaks hygiene/tls-verified alone', () => {
  const [well] = kie
  const talks = but('certificate-distrusted', () => ({ requests: well?.requests.slice(0, 1) ?? [] }))
  expect(badOf(talks)).toEqual(['hygiene/tls-verified fail'])
})

test.each([
  ['HTTP 402', '{"code":402,"msg":"Isn’t enough"}', true],
  ['402: no', '{"code":402,"msg":"Isn’t enough"}', true],
  ['{"error": "isn\\u2019t enough"}', '{"code":402,"msg":"Isn’t enough"}', true],
  ['Isn’t enough', '{"code":1,"msg":"Isn’t enough","data":{"cut": "of', true],
  ['no luck, 1402', '{"code":4020,"msg":"Isn’t enough","data":null}', false],
])('whether %s mentions %s: %s', (stderr, says, isTold) => {
  const recording = { ...(kie[0] as Recording), stdout: '', stderr }
  expect(tellsOf(recording, { says, status: 200 })).toBe(isTold)
})

test('what a client never came to see is untestable, unless it need not', () => {
  const nothing = (recording: Recording): Partial<Recording> => ({
    ...recording,
    isProvoked: false,
    requests: [],
    tasks: [],
  })
  expect(badOf(but('create-empty', nothing))).toEqual(['money/empty-answer untestable'])
  expect(badOf(but('link-expired', nothing))).toEqual([])
})

test('every situation is looked at by some obligation, and every obligation looks at one that exists', () => {
  const judged = verdictsOf(kie)
  expect(judged.length).toBeGreaterThanOrEqual(45)
  expect(new Set(judged.map(({ id }) => id)).size).toBe(judged.length)
  expect(new Set(judged.map(({ axis }) => axis)).size).toBe(6)
  expect(situations.size).toBeGreaterThan(40)
})

test.each([
  [['create-hangs'], ['create-hangs']],
  [['create-hangs', 'slow-task', 'task-never-ends'], []],
])(
  'a client that did not end in %j is run again in %j: a busy machine spoils one run or two',
  (situations, again) => {
    const late = kie.map((each) =>
      situations.includes(each.situation) ? { ...each, ending: { kind: 'never-ended' as const } } : each,
    )
    expect(suspectedOf(verdictsOf(late), late)).toEqual(again)
  },
)

test('judging is pure: the same recordings give the same verdicts, twenty times', () => {
  const first = JSON.stringify(verdictsOf(kie))
  for (let run = 0; run < 20; run += 1) expect(JSON.stringify(verdictsOf(kie))).toBe(first)
})
