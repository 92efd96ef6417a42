import { expect, test } from 'vitest'
import { start, tasksOf } from '../faults/job.ts'

const refusing = (fault: string, values: Readonly<Record<string, unknown>> = {}) => ({
  rules: [{ fault, with: values }],
})

const KEY = 'stunt.by-key.worker-3'
const PROMPT = 'a cat [[stunt: unauthorized]]'
const HEADER = { 'x-stuntdouble-fault': 'gateway-page at=before status=504' }

const layered = () =>
  start({
    scenario: 'by-flag',
    scenarios: {
      'by-flag': refusing('server-error', { kind: 'unavailable' }),
      'by-key': refusing('out-of-credits'),
      'by-control': refusing('rate-limited'),
    },
  })

test('a flag or the config file holds for accounts whose key names no scenario', async () => {
  await using double = await layered()
  expect((await double.createEvolink({}, { key: 'plain' })).status).toBe(503)
})

test('a key comes before the flag', async () => {
  await using double = await layered()
  expect((await double.createEvolink({}, { key: KEY })).status).toBe(402)
})

test('the control API comes before the key', async () => {
  await using double = await layered()
  await double.put('/__stuntdouble/scenario', { scenario: 'by-control' }, { key: KEY })
  expect((await double.createEvolink({}, { key: KEY })).status).toBe(429)
})

test('a prompt comes before the control API', async () => {
  await using double = await layered()
  await double.put('/__stuntdouble/scenario', { scenario: 'by-control' }, { key: KEY })
  expect((await double.createEvolink({ prompt: PROMPT }, { key: KEY })).status).toBe(401)
})

test('a header comes before everything', async () => {
  await using double = await layered()
  await double.put('/__stuntdouble/scenario', { scenario: 'by-control' }, { key: KEY })
  const answer = await double.createEvolink({ prompt: PROMPT }, { key: KEY, headers: HEADER })
  expect(answer.status).toBe(504)
  expect(answer.headers['x-stuntdouble-fault']).toBe('gateway-page')
})

test('a scenario in a header or a prompt replaces the account’s; a fault is added to it', async () => {
  await using double = await layered()
  const happy = { 'x-stuntdouble-scenario': 'happy' }
  expect((await double.createEvolink({}, { key: 'plain', headers: happy })).status).toBe(200)
  expect((await double.createEvolink({ prompt: 'a cat [[stunt: happy]]' }, { key: 'plain' })).status).toBe(
    200,
  )
  const late = { 'x-stuntdouble-fault': 'unauthorized on=retrieve' }
  expect((await double.createEvolink({}, { key: 'plain', headers: late })).status).toBe(503)
})

test('a prompt also decides what happens to later calls about its task', async () => {
  await using double = await start()
  const prompt = 'a cat [[stunt: server-error kind=unavailable on=retrieve call=2]]'
  const { id } = (await double.createEvolink({ prompt })).json
  const { id: other } = (await double.createEvolink()).json
  const statuses = []
  for (const each of [other, id, other, id, id]) statuses.push((await double.retrieve(each)).status)
  expect(statuses).toEqual([200, 200, 200, 503, 200])
})

test('two directives in one prompt strike two different calls', async () => {
  await using double = await start()
  const prompt = '[[stunt: task-fails after=2s]] a cat [[stunt: rate-limited on=retrieve call=1]]'
  const { id } = (await double.createEvolink({ prompt })).json
  await double.advance(2_000)
  expect((await double.retrieve(id)).status).toBe(429)
  expect((await double.retrieve(id)).json.status).toBe('failed')
})

test('a header on a create request also reaches what happens only later, to its result', async () => {
  await using double = await start()
  const { id } = (await double.createEvolink({}, { headers: { 'x-stuntdouble-fault': 'result-expired' } }))
    .json
  await double.advance(4_000)
  const [url] = (await double.retrieve(id)).json.results
  expect((await double.get(new URL(url).pathname)).status).toBe(403)
})

test.each([
  ['[[stunt: task-fials]]', 'There is no fault or scenario "task-fials"; did you mean task-fails?'],
  [
    '[[stunt: task-fails afer=2s]]',
    'task-fails has no setting "afer": it has after, as, code, message; did you mean after?',
  ],
  [
    '[[stunt: task-fails after=soon]]',
    'task-fails after: "soon" is not a duration. Examples: 250ms, 5s, 2m.',
  ],
  ['[[stunt: task-fails on=retrieve]]', 'task-fails cannot strike retrieve; it strikes create.'],
  ['[[stunt: task-fails happy]]', 'A directive names one fault or scenario; "happy" is one too many.'],
  [
    '[[stunt: callback-bad-signature]]',
    'callback-bad-signature can do nothing here: Kie signs its callbacks only with',
  ],
  ['[[stunt: ]]', 'A directive begins with the name of a fault or a scenario.'],
])(
  'a directive that cannot be read is answered as any prompt, and noted: %s',
  async (directive, sentence) => {
    await using double = await start()
    const answer = await double.createKie({ prompt: `a cat ${directive}` })
    expect(answer.json.code).toBe(200)
    expect(answer.headers).not.toHaveProperty('x-stuntdouble-fault')
    expect(answer.headers['x-stuntdouble-note']).toContain(sentence)
    expect((await double.exchanges())[0].note).toContain(sentence)
    expect(await tasksOf(double)).toBe(1)
  },
)

test.each([
  ['x-stuntdouble-fault', 'sever-error', 'did you mean server-error?'],
  ['x-stuntdouble-scenario', 'flakey', 'did you mean flaky?'],
  ['x-stuntdouble-fault', 'task-fails', 'task-fails does nothing to this call; it strikes create.'],
  ['x-stuntdouble-scenario', 'rate-limited', 'choose it by key or by the control API'],
])('a header %s: %s that can do nothing is noted', async (name, value, sentence) => {
  await using double = await start()
  const answer = await double.get('/v1/credits', { headers: { [name]: value } })
  expect(answer.status).toBe(200)
  expect(answer.headers['x-stuntdouble-note']).toContain(sentence)
})

test('a key that names an unknown scenario is an account like any other, with a note', async () => {
  await using double = await start()
  const answer = await double.get('/v1/credits', { key: 'stunt.flakey.a' })
  expect(answer.status).toBe(200)
  expect(answer.headers['x-stuntdouble-note']).toContain('did you mean flaky?')
})

test('--no-tell says nothing of what was done', async () => {
  await using double = await start({ noTell: true })
  const answer = await double.createKie({ prompt: 'a cat [[stunt: empty-body]] [[stunt: nonsense]]' })
  expect(answer.text).toBe('')
  expect(Object.keys(answer.headers).filter((name) => name.startsWith('x-stuntdouble'))).toEqual([])
  expect((await double.exchanges())[0].fault).toBe('empty-body')
})
