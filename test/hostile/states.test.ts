import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { bounds } from '../../src/simulator/bounds.ts'
import { type Json, startTestSimulator } from '../helpers/simulator.ts'
import { stateFolder } from '../helpers/state-folder.ts'

const STATE = '/__stuntdouble/state'
const double = await startTestSimulator()
await double.createEvolink({ callback_url: 'http://127.0.0.1:9/' })
const { json: state } = await double.get(STATE)
afterAll(() => double.simulator.close())

const [account] = state.records.filter(({ is }: Json) => is === 'account')
const [task] = state.records.filter(({ is }: Json) => is === 'task')

/** The state with something else in its account or its task. */
const withOther = (ofAccount: object, ofTask: object = {}): Json => ({
  ...state,
  records: [
    { ...account, ...ofAccount },
    { ...task, ...ofTask },
  ],
})

test.each<[string, object, object]>([
  ['a time beyond every calendar', { clock: { ...account.clock, now: 1e300 } }, {}],
  ['a name with a line break', { name: 'a\r\nx-header: y' }, {}],
  ['a name that no link can have', { name: '\ud800' }, {}],
  ['a hundred million results', {}, { product: { format: 'mp4', count: 1e8 } }],
  ['a request that is not JSON', {}, { request: 'no' }],
  ['a request that is not an object', {}, { request: '[]' }],
  ['a timeline without steps', {}, { steps: [] }],
  ['a task created beyond every calendar', {}, { at: -1e300 }],
])('a state with %s is refused in a sentence, and changes nothing', async (_, ofAccount, ofTask) => {
  const { status, json } = await double.put(STATE, withOther(ofAccount, ofTask))
  expect([status, json]).toEqual([400, { error: expect.stringMatching(/^This is not.*\.$|^a timeline/) }])
  expect((await double.get('/__stuntdouble/tasks')).json.items).toHaveLength(1)
})

const server = (past: object): Json => ({ is: 'server', clock: account.clock, past })
const sums = {
  credits: { kie: 1 },
  refundedCredits: {},
  accepted: 1,
  neverLearned: 0,
  refused: 0,
  refundedTasks: 0,
  paidTwice: 0,
  neverRead: 0,
  underWay: 0,
}

test.each<[string, object]>([
  ['no sums', {}],
  ['credits that are a text', { ...sums, credits: { kie: '1e9' } }],
  ['less than no tasks', { ...sums, accepted: -1 }],
  ['an unknown provider', { ...sums, credits: { other: 1 } }],
])('past bills with %s are refused in a sentence', async (_, total) => {
  const records = [server({ total, labels: {} }), account, task]
  const { status, json } = await double.put(STATE, { ...state, records }, { key: null })
  expect([status, json.error]).toEqual([400, expect.stringMatching(/^This is not a state.*past\.total/)])
})

test('past bills are taken over, and their labels are shown as those in a header are', async () => {
  const labels = { [`\u001b[2J${'x'.repeat(200)}`]: sums }
  const records = [server({ total: sums, labels }), account, task]
  expect((await double.put(STATE, { ...state, records }, { key: null })).status).toBe(200)
  const { beforeResets, labels: shown } = (await double.get('/__stuntdouble/bill', { key: null })).json
  expect([beforeResets.credits, beforeResets.creates.accepted]).toEqual([{ kie: 1, evolink: 0 }, 1])
  expect(shown.map(({ label }: Json) => label)).toEqual([`[2J${'x'.repeat(77)}`])
})

test('a label in a state is shown as one in a header is', async () => {
  expect((await double.put(STATE, withOther({ label: `\u001b[2J${'x'.repeat(200)}` }))).status).toBe(200)
  expect((await double.get('/__stuntdouble/accounts')).json.items[0].label).toBe(`[2J${'x'.repeat(77)}`)
})

test('of a million records that are wrong, only the first is looked at, and a text of nothing but brackets is not parsed', async () => {
  const wrong = await double.put(STATE, {
    ...state,
    records: Array.from({ length: 100_000 }, () => ({ is: 'x'.repeat(20) })),
  })
  expect([wrong.status, wrong.json.error]).toEqual([
    400,
    expect.stringMatching(/^This is not a state of stuntdouble: records\.0\./),
  ])
  const dense = await double.put(STATE, `{"records":[${'{},'.repeat(500_000)}{}]}`)
  expect([dense.status, dense.json]).toEqual([413, { error: 'The body has too many values for its length.' }])
})

test('a state of more accounts than there may be is refused', async () => {
  const records = Array.from({ length: bounds.accounts.most + 1 }, (_, nth) => ({
    ...account,
    name: `acct_${nth}`,
    key: `hash-${nth}`,
  }))
  const { status, json } = await double.put(STATE, { ...state, records }, { key: null })
  expect([status, json.error]).toEqual([400, 'This holds more than 5000 accounts.'])
})

test('a link in the folder where a snapshot is drafted leads to nothing that is overwritten', async () => {
  using folder = stateFolder()
  mkdirSync(folder.path)
  const precious = join(folder.path, 'precious.txt')
  writeFileSync(precious, 'mine')
  symlinkSync(precious, join(folder.path, 'snapshot.draft'))
  // Enough logs for a snapshot.
  for (let number = 1; number < 23; number += 1)
    writeFileSync(join(folder.path, `log-${number}.jsonl`), '{"stuntdouble":"state","version":1,"seed":1}\n')
  await using again = await startTestSimulator({ state: folder.path, durable: true })
  await again.createKie()
  await again.simulator.close()
  expect(folder.files()).toContainEqual(expect.stringMatching(/^snapshot-\d+\.jsonl$/))
  expect(readFileSync(precious, 'utf8')).toBe('mine')
})
