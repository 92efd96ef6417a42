import type { Socket } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { IdempotencyKeys } from '../../src/simulator/accounts/idempotency-keys.ts'
import { TaskStore } from '../../src/simulator/accounts/task-store.ts'
import { bounds, RULE_WEIGHT } from '../../src/simulator/bounds.ts'
import { Inboxes } from '../../src/simulator/callbacks/inbox.ts'
import { openServer } from '../../src/simulator/http/server.ts'
import type { Exchange } from '../../src/simulator/journal/journal.ts'
import { resolveSettings } from '../../src/simulator/settings.ts'
import { SharedBound, type Sharer } from '../../src/simulator/shared-bound.ts'
import { Simulation } from '../../src/simulator/simulation.ts'
import type { Task } from '../../src/simulator/tasks/task.ts'
import { startReceiver } from '../helpers/receiver.ts'
import { startTestSimulator } from '../helpers/simulator.ts'
import { connectTo } from './wire.ts'

const simulation = () => new Simulation(resolveSettings({ clock: 'manual' }), {})

test('of too many accounts those idle longest are forgotten, but none that a test holds', () => {
  const { accounts } = simulation()
  accounts.ofKey('held').hold()
  const idle = accounts.ofKey('idle')
  accounts.ofKey('busy')
  for (let nth = 3; nth < bounds.accounts.most; nth += 1) accounts.ofKey(`key-${nth}`)
  const busy = accounts.ofHeader('Bearer busy')
  expect(accounts.forgotten).toBe(0)
  accounts.ofKey('one more')
  expect(accounts.forgotten).toBe(bounds.accounts.most / 20)
  expect(accounts.all().map(({ name }) => name)).not.toContain(idle.name)
  expect(accounts.ofHeader('Bearer busy')).toBe(busy)
  expect(accounts.ofKey('held').isHeld).toBe(true)
  expect(accounts.ofHeader('Bearer idle')).not.toBe(idle)
})

test('with an account that is forgotten its files go', () => {
  const { accounts, uploads } = simulation()
  const { name } = accounts.ofKey('idle')
  const file = { fileName: 'cat.png', folder: '', contentType: 'image/png', uploadedAt: 0, expiresAt: 1 }
  uploads.add({ ...file, account: name, path: `${name}/1/cat.png`, bytes: Buffer.from('a cat') })
  for (let nth = 0; nth < bounds.accounts.most; nth += 1) accounts.ofKey(`key-${nth}`)
  expect(uploads.find(`${name}/1/cat.png`)).toBeUndefined()
})

test('long keys count more', () => {
  const { accounts } = simulation()
  const most = bounds.keys.most / 8_192
  for (let nth = 0; nth < 2 * most; nth += 1) accounts.ofKey(String(nth).padStart(8_192, 'k'))
  expect(accounts.all().length).toBeLessThanOrEqual(most)
})

/** Keeps numbers, the oldest first. */
class Numbers implements Sharer {
  readonly #items: number[] = []
  readonly #all: SharedBound
  held = 0

  constructor(all: SharedBound) {
    this.#all = all
  }

  add(item: number): void {
    this.#items.push(item)
    this.held += item
    this.#all.note(item)
  }

  giveUpDownTo(held: number): void {
    while (this.held > held) {
      const item = this.#items.shift() ?? 0
      this.held -= item
      this.#all.note(-item)
    }
  }
}

test('whoever adds what, those who share a bound keep to it, and who holds little keeps all of it', () => {
  const additions = fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 40 })), { maxLength: 60 })
  fc.assert(
    fc.property(additions, (added) => {
      const all = new SharedBound(100, () => sharers)
      const sharers = [0, 1, 2, 3].map(() => new Numbers(all))
      const total = [0, 0, 0, 0]
      for (const [who, item] of added) {
        sharers[who]?.add(item)
        total[who] = (total[who] ?? 0) + item
        expect(all.held).toBeLessThanOrEqual(100)
        expect(all.held).toBe(sharers.reduce((sum, { held }) => sum + held, 0))
      }
      for (const [who, { held }] of sharers.entries()) {
        // A fourth of what is left full is everybody's own.
        if ((total[who] ?? 0) <= 22) expect(held).toBe(total[who])
      }
    }),
    { numRuns: 50 },
  )
})

const taskOf = (id: string, request: unknown): Task =>
  ({ id, request: JSON.stringify(request) }) as unknown as Task

test('too many tasks: the oldest are forgotten; too long bodies: the oldest are shortened', () => {
  const tasks = new SharedBound(10, () => [store.tasks])
  const longBodies = new SharedBound(100_000, () => [store.longBodies])
  const forgotten: string[] = []
  const bodies = new SharedBound(100_000, () => [store.bodies])
  const store = new TaskStore({ tasks, bodies, longBodies }, ({ id }) => forgotten.push(id))
  const body = { model: 'm', input: { prompt: 'a cat', duration: 5, image: 'x'.repeat(30_000) } }
  for (let nth = 0; nth < 5; nth += 1) store.add(taskOf(`long-${nth}`, body))
  expect(longBodies.held).toBeLessThanOrEqual(100_000)
  expect(JSON.parse(store.all.get('long-0')?.request ?? '')).toEqual({
    model: 'm',
    input: { prompt: 'a cat', duration: 5, image: `${'x'.repeat(100)}… (30000 characters in all)` },
  })
  expect(JSON.parse(store.all.get('long-4')?.request ?? '')).toEqual(body)
  for (let nth = 0; nth < 6; nth += 1) store.add(taskOf(`short-${nth}`, {}))
  expect(forgotten).toEqual(['long-0', 'long-1'])
  expect(store.dropped).toBe(2)
  store.clear()
  expect([tasks.held, bodies.held, longBodies.held]).toEqual([0, 0, 0])
})

test('bodies of no unusual length have a bound too: the oldest tasks are forgotten', () => {
  const tasks = new SharedBound(1_000, () => [store.tasks])
  const bodies = new SharedBound(10_000, () => [store.bodies])
  const longBodies = new SharedBound(20_000, () => [store.longBodies])
  const store = new TaskStore({ tasks, bodies, longBodies }, () => undefined)
  for (let nth = 0; nth < 50; nth += 1) store.add(taskOf(`task-${nth}`, { prompt: 'x'.repeat(980) }))
  expect([...store.all.keys()]).toEqual(Array.from({ length: 10 }, (_, nth) => `task-${40 + nth}`))
  for (let nth = 0; nth < 50; nth += 1) store.add(taskOf(`long-${nth}`, { prompt: 'x'.repeat(5_000) }))
  expect(bodies.held).toBe(
    [...store.all.values()].reduce((sum, { request }) => sum + Math.min(2_000, request.length), 0),
  )
  expect(bodies.held).toBeLessThanOrEqual(10_000)
})

test('what prompts ask for counts with their bodies, and a scenario has a bound', async () => {
  await using double = await startTestSimulator()
  const store = new TaskStore(undefined, () => undefined)
  store.add({ ...taskOf('asks', {}), requested: { rules: Array(20), coversTask: false, latency: undefined } })
  expect(store.bodies.held).toBe('{}'.length + 20 * RULE_WEIGHT)
  const rules = Array.from({ length: 500 }, () => ({ fault: 'hang', prompt: 'x'.repeat(20) }))
  const { status } = await double.put('/__stuntdouble/scenario', { scenario: { rules } })
  expect(status).toBe(413)
})

test('an idempotency key is kept as long as its task, and a long one by its hash', () => {
  const keys = new IdempotencyKeys()
  const there = new Set(['b', 'c'])
  for (const taskId of ['a', 'b', 'c']) keys.note(taskId.repeat(9_000), { digest: 'd', taskId })
  keys.forgetGone((id) => there.has(id))
  expect(keys.get('a'.repeat(9_000))).toBeUndefined()
  expect(keys.get('b'.repeat(9_000))).toEqual({ digest: 'd', taskId: 'b' })
  expect(keys.get('b'.repeat(8_999))).toBeUndefined()
  expect([...keys.all.keys()].map(({ length }) => length)).toEqual([64, 64])
})

const exchangeOf = (account: string, responseBody: string): Exchange => ({
  id: 'req',
  at: 0,
  durationMs: 0,
  account,
  provider: null,
  operation: null,
  method: 'GET',
  url: '/',
  status: 200,
  task: null,
  fault: null,
  note: null,
  bill: null,
  requestHeaders: {},
  requestBody: '',
  responseBody,
})

test('a flood with some keys drops their own exchanges, and not those of others', () => {
  const double = simulation()
  const quiet = double.accounts.ofKey('quiet')
  double.write(quiet, exchangeOf(quiet.name, 'evidence'))
  const body = 'x'.repeat(60_000)
  for (let nth = 0; nth < 1_200; nth += 1) {
    const flooding = double.accounts.ofKey(`flood-${nth % 4}`)
    double.write(flooding, exchangeOf(flooding.name, body))
  }
  const journals = double.accounts.all().map(({ journal }) => journal)
  expect(journals.reduce((sum, { held }) => sum + held, 0)).toBeLessThanOrEqual(bounds.journals.most)
  expect(quiet.journal.exchanges.size).toBe(1)
  expect(double.accounts.ofKey('flood-0').journal.exchanges.dropped).toBeGreaterThan(100)
  double.reset(undefined)
  expect(journals.reduce((sum, { held }) => sum + held, 0)).toBe(0)
})

const letter = (body = '') => ({ method: 'POST', url: '/', headers: {}, body })

test('the inbox unused longest is emptied when there are too many, and this is counted', () => {
  const inboxes = new Inboxes()
  for (let nth = 0; nth < bounds.inboxes.most; nth += 1) inboxes.receive(null, `test-${nth}`, letter(), 1)
  inboxes.receive(null, 'test-0', letter(), 2)
  inboxes.receive(null, 'one more', letter(), 3)
  const { items, dropped } = inboxes.all(undefined)
  expect([items.length, dropped]).toEqual([bounds.inboxes.most, 1])
  expect(inboxes.list(undefined, 'test-0').items).toHaveLength(2)
  expect(inboxes.list(undefined, 'test-1').items).toEqual([])
})

test('letters in many inboxes keep to one bound', () => {
  const inboxes = new Inboxes()
  for (let nth = 0; nth < 600; nth += 1)
    inboxes.receive(null, `n${nth % 20}`, letter('x'.repeat(60_000)), nth)
  const kept = inboxes.all(undefined).items.reduce((sum, { received }) => sum + received, 0)
  expect(kept * 61_000).toBeLessThan(bounds.letterText.most)
  expect(kept * 61_000).toBeGreaterThan(bounds.letterText.most / 2)
})

test('an inbox is its own account’s: others neither read nor empty it, and a reset empties it', async () => {
  await using double = await startTestSimulator()
  const inbox = '/__stuntdouble/inbox/mine'
  await double.createEvolink({ callback_url: double.url + inbox }, { key: 'a' })
  await double.runUntilIdle()
  const letters = async (key: string | null): Promise<number> =>
    (await double.get(inbox, { key })).json.items.length
  expect([await letters('a'), await letters('b'), await letters(null)]).toEqual([1, 0, 1])
  await double.post(inbox, 'from elsewhere', { key: null })
  expect([await letters('a'), await letters('b'), await letters(null)]).toEqual([2, 1, 2])
  await double.post('/__stuntdouble/reset', undefined, { key: 'a' })
  expect([await letters('a'), await letters(null)]).toEqual([1, 1])
})

test('a delivery that was sent a hundred times is sent no more', async () => {
  await using receiver = await startReceiver()
  await using double = await startTestSimulator()
  await double.createKie({}, { callBackUrl: receiver.url })
  await double.advance(4_000)
  const [{ id }] = await double.deliveries()
  let answer = await double.post(`/__stuntdouble/deliveries/${id}/redeliver`)
  while (answer.status === 200) answer = await double.post(`/__stuntdouble/deliveries/${id}/redeliver`)
  expect(answer.json.error).toBe('This delivery has had 100 attempts, and gets no more; create another task.')
  expect(receiver.requests).toHaveLength(bounds.attempts.most)
})

test('a callback address that is too long is refused, and its beginning kept', async () => {
  await using double = await startTestSimulator()
  const address = `http://127.0.0.1:9/${'x'.repeat(100_000)}`
  expect((await double.createKie({}, { callBackUrl: address })).json.code).toBe(200)
  await double.advance(4_000)
  const [{ state, url, attempts }] = await double.deliveries()
  expect([state, url.length]).toEqual(['refused', bounds.callbackAddress.most + 1])
  expect(attempts[0].error).toBe('refused: the address has more than 8000 characters')
})

test('a prompt has at most twenty directives, and a note at most four thousand characters', async () => {
  await using double = await startTestSimulator()
  const prompt = `${'[[stunt: nonsense call=1]]'.repeat(45_000)}`.slice(0, 900_000)
  await double.createKie({ prompt })
  const [{ note }] = await double.exchanges()
  expect(note.length).toBeLessThanOrEqual(bounds.note.most + 1)
  const few = await double.createKie({ prompt: '[[stunt: task-fails]]'.repeat(21) })
  expect(few.headers['x-stuntdouble-note']).toContain('A prompt has at most 20 directives')
})

test('the 33rd event stream is refused, and one that is not read is closed', async () => {
  await using double = await startTestSimulator()
  const leave = new AbortController()
  const open = () => fetch(`${double.url}/__stuntdouble/events`, { signal: leave.signal })
  const streams = await Promise.all(Array.from({ length: bounds.streams.most }, open))
  expect(streams.every(({ status }) => status === 200)).toBe(true)
  const refused = await double.get('/__stuntdouble/events')
  expect([refused.status, refused.json.error]).toEqual([
    503,
    '32 event streams are open already; close one of them.',
  ])
  leave.abort()
  await expect.poll(async () => (await double.get('/__stuntdouble/clock')).status).toBe(200)
})

test('event streams behind another call on the same connection end with the connection', async () => {
  await using double = await startTestSimulator()
  const socket = await connectTo(double.url)
  const head = 'host: localhost\r\nauthorization: Bearer test-key'
  const hanging = `POST /v1/videos/generations HTTP/1.1\r\n${head}\r\nx-stuntdouble-fault: hang\r\ncontent-length: 2\r\n\r\n{}`
  const stream = `GET /__stuntdouble/events HTTP/1.1\r\n${head}\r\n\r\n`
  socket.write(hanging + stream.repeat(bounds.streams.most))
  const open = async () => {
    const leave = new AbortController()
    const { status } = await fetch(`${double.url}/__stuntdouble/events`, { signal: leave.signal })
    leave.abort()
    return status
  }
  await expect.poll(open).toBe(503)
  socket.destroy()
  await expect.poll(open).toBe(200)
})

test('a list of many megabytes comes whole, and its newest alone when asked', async () => {
  await using double = await startTestSimulator({ credits: 1e9 })
  const image = 'x'.repeat(900_000)
  for (let nth = 0; nth < 4; nth += 1) await double.createKie({ image, prompt: `take ${nth}` })
  const { status, json } = await double.get('/__stuntdouble/tasks')
  expect([status, json.items.length, json.dropped]).toEqual([200, 4, 0])
  expect(json.items[3].request.input.image).toHaveLength(900_000)
  const newest = await double.get('/__stuntdouble/tasks?limit=2')
  expect(newest.json.items.map(({ prompt }: { prompt: string }) => prompt)).toEqual(['take 2', 'take 3'])
})

test('of bodies that are never sent to their end the oldest are cut off, and a whole one still gets through', async () => {
  const simulation = new Simulation(resolveSettings({ clock: 'manual', port: 0 }), {})
  const server = await openServer(simulation)
  const { url } = server
  const part = Buffer.alloc(14 * 2 ** 20)
  const sockets: Socket[] = []
  for (let nth = 0; nth < 6; nth += 1) {
    const socket = await connectTo(url)
    sockets.push(socket.resume())
    socket.write(
      `POST /api/file-stream-upload HTTP/1.1\r\nhost: localhost\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: ${part.length + 1}\r\n\r\n`,
    )
    socket.write(part)
    const sent = Math.min(nth + 1, 4) * part.length
    await expect.poll(() => simulation.arrivingBodies.held).toBe(sent)
  }
  const isOver = ({ destroyed, readableEnded }: Socket): boolean => destroyed || readableEnded
  await expect.poll(() => sockets.map(isOver)).toEqual([true, true, false, false, false, false])
  const body = JSON.stringify({ prompt: 'x'.repeat(100_000) })
  const { status } = await fetch(`${url}/v1/videos/generations`, { method: 'POST', body })
  expect(status).toBe(401)
  for (const socket of sockets) socket.destroy()
  await expect.poll(() => simulation.arrivingBodies.held).toBe(0)
  await server.close()
})

test('moves of clocks wait for their turn up to a bound', async () => {
  const simulation = new Simulation(resolveSettings({ clock: 'manual', port: 0 }), {})
  const server = await openServer(simulation)
  const { url } = server
  const move = async () => {
    const body = '{"action":"advance","ms":0}'
    return (await fetch(`${url}/__stuntdouble/clock`, { method: 'PUT', body })).status
  }
  simulation.moves = bounds.moves.most - 1
  expect([await move(), simulation.moves]).toEqual([200, bounds.moves.most - 1])
  simulation.moves = bounds.moves.most
  expect([await move(), simulation.moves]).toEqual([503, bounds.moves.most])
  await server.close()
})
