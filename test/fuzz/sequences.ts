import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { startTestSimulator } from '../helpers/simulator.ts'

type Double = Awaited<ReturnType<typeof startTestSimulator>>

/** A small model of one account: what it should look like from outside. */
interface Model {
  now: number
  credits: number
  isFailing: boolean
  tasks: { readonly id: string; readonly createdAt: number; readonly callsBack: boolean }[]
  /** Ids from before a reset. */
  gone: string[]
  inbox: number
}

interface Real {
  readonly double: Double
  readonly key: string
}

type Command = fc.AsyncCommand<Model, Real>

const QUEUE_MS = 1_000
const RUN_MS = 3_000

const stateOf = ({ now }: Model, createdAt: number): string => {
  const elapsed = now - createdAt
  if (elapsed >= QUEUE_MS + RUN_MS) return 'completed'
  return elapsed >= QUEUE_MS ? 'processing' : 'pending'
}

const always = { check: () => true }

const create = (callsBack: boolean): Command => ({
  ...always,
  run: async (model, { double, key }) => {
    const callback_url = `${double.url}/__stuntdouble/inbox/mine`
    const { status, json } = await double.createEvolink(callsBack ? { callback_url } : {}, { key })
    assert.equal(status >= 500, model.isFailing)
    assert.ok(status === 200 || model.isFailing)
    if (model.isFailing) return
    model.tasks.push({ id: json.id, createdAt: model.now, callsBack })
    const left = (await double.get('/v1/credits', { key })).json.data.token.remaining_credits
    assert.ok(left < model.credits)
    model.credits = left
  },
  toString: () => `create(${callsBack})`,
})

const poll = (which: number): Command => ({
  check: ({ tasks, isFailing }) => tasks.length > 0 && !isFailing,
  run: async (model, { double, key }) => {
    const task = model.tasks[which % model.tasks.length]
    const { status, json } = await double.retrieve(task?.id, { key })
    assert.deepEqual([status, json.status], [200, stateOf(model, task?.createdAt ?? 0)])
  },
  toString: () => `poll(${which})`,
})

const pollGone: Command = {
  check: ({ gone, isFailing }) => gone.length > 0 && !isFailing,
  run: async (model, { double, key }) => {
    const known = new Set(model.tasks.map(({ id }) => id))
    for (const id of model.gone.filter((each) => !known.has(each)))
      assert.equal((await double.retrieve(id, { key })).status, 404)
  },
  toString: () => 'pollGone()',
}

const advance = (ms: number): Command => ({
  ...always,
  run: async (model, { double, key }) => {
    const before = model.now
    await double.put('/__stuntdouble/clock', { action: 'advance', ms }, { key })
    model.now += ms
    const ended = model.tasks.filter(({ callsBack, createdAt }) => {
      const end = createdAt + QUEUE_MS + RUN_MS
      return callsBack && end > before && end <= model.now
    })
    model.inbox += ended.length
    const { items } = (await double.get('/__stuntdouble/inbox/mine', { key })).json
    assert.equal(items.length, model.inbox)
  },
  toString: () => `advance(${ms})`,
})

const redeliver: Command = {
  check: ({ inbox }) => inbox > 0,
  run: async (model, { double, key }) => {
    const [delivery] = (await double.get('/__stuntdouble/deliveries?state=delivered', { key })).json.items
    const { status } = await double.post(`/__stuntdouble/deliveries/${delivery.id}/redeliver`, undefined, {
      key,
    })
    assert.equal(status, 200)
    model.inbox += 1
  },
  toString: () => 'redeliver()',
}

const fault = (isFailing: boolean): Command => ({
  ...always,
  run: async (model, { double, key }) => {
    const rules = isFailing ? [{ fault: 'server-error', operation: 'create' }] : []
    const { status } = await double.put('/__stuntdouble/scenario', { scenario: { rules } }, { key })
    assert.equal(status, 200)
    model.isFailing = isFailing
  },
  toString: () => `fault(${isFailing})`,
})

const reset: Command = {
  ...always,
  run: async (model, { double, key }) => {
    await double.post('/__stuntdouble/reset', undefined, { key })
    model.gone.push(...model.tasks.map(({ id }) => id))
    Object.assign(model, { tasks: [], inbox: 0, isFailing: false, credits: 10_000 })
    const left = (await double.get('/v1/credits', { key })).json.data.token.remaining_credits
    const { items } = (await double.get('/__stuntdouble/tasks', { key })).json
    assert.deepEqual([left, items], [10_000, []])
  },
  toString: () => 'reset()',
}

const commands = fc.commands(
  [
    fc.boolean().map(create),
    fc.nat(5).map(poll),
    fc.constant(pollGone),
    fc.constantFrom(1, 999, 1_000, 3_000, 4_000).map(advance),
    fc.constant(redeliver),
    fc.boolean().map(fault),
    fc.constant(reset),
  ],
  { maxCommands: 15 },
)

/** Whatever is done to an account in whatever order, provider and control API agree with the model of it. */
export const sequences = (double: Double): fc.IAsyncProperty<unknown> => {
  let accounts = 0
  return fc.asyncProperty(commands, (steps) =>
    fc.asyncModelRun(async () => {
      accounts += 1
      const key = `sequence-${accounts}`
      const { json } = await double.get('/__stuntdouble/clock', { key })
      const model: Model = { now: json.now, credits: 10_000, isFailing: false, tasks: [], gone: [], inbox: 0 }
      return { model, real: { double, key } }
    }, steps),
  )
}
