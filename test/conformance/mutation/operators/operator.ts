import type { SimulatorOptions } from '../../../../src/simulator/index.ts'
import type { Json } from '../../../helpers/simulator.ts'
import { change } from '../edit.ts'
import type { Call, Hooks, Post, Reply } from '../mutant.ts'

/** One deviation of an otherwise faithful provider. */
export interface Operator {
  readonly name: string
  readonly provider: 'kie' | 'evolink'
  /** Where a finding must be to name the right place: it begins with one of these, `callback ` aside. */
  readonly at: readonly string[]
  readonly options?: SimulatorOptions
  readonly begin: () => Hooks
}

export type Edit = (json: Json, reply: Reply) => void

const when =
  (isIt: (reply: Reply, call: Call) => boolean) =>
  (edit: Edit): (() => Hooks) =>
  () => ({ reply: (reply, call) => void (isIt(reply, call) && edit(reply.json, reply)) })

export const isSuccess = ({ status, json }: Reply): boolean =>
  status < 300 && (json?.code === undefined || json.code === 200)
export const onCreated = when((reply, { kind }) => kind === 'create' && isSuccess(reply))
export const onRead = when((reply, { kind }) => kind === 'retrieve' && isSuccess(reply))
export const onEnded = when(
  (reply, { kind }) =>
    kind === 'retrieve' &&
    isSuccess(reply) &&
    /^(success|completed)$/.test(reply.json.data?.state ?? reply.json.status),
)
export const onBalance = when((reply, { kind }) => kind === 'balance' && isSuccess(reply))
export const onRefusal = when((reply) => !isSuccess(reply))
export const onUnauthorized = when(({ status }) => status === 401)
export const onUnknownTask = when((reply, { kind }) => kind === 'retrieve' && reply.status === 404)
export const onValidation = when(({ status }) => status === 422 || status === 400)

export const onPost =
  (edit: (post: Post) => void): (() => Hooks) =>
  () => ({
    post: (post) => {
      edit(post)
      return [post]
    },
  })

export const html = (_json: Json, reply: Reply): void => {
  reply.headers['content-type'] = 'text/html'
  reply.text = '<html><body>It works</body></html>'
}

/** Repairs one thing in a create body before the provider sees it: a rule that was loosened. */
export const loosened = (repair: (body: Json) => void) => (): Hooks => ({
  call: (call) => {
    if (call.kind !== 'create' || typeof call.json !== 'object' || call.json === null) return
    repair(call.json)
    call.text = JSON.stringify(call.json)
  },
})

/** Breaks a create request that has this: a rule that was tightened. */
export const tightened = (spoil: (body: Json) => void) => loosened(spoil)

/** Lends the last good key to whoever comes without one. */
export const unguarded = (kind: Call['kind']) => (): Hooks => {
  let good: string | undefined
  return {
    call: (call) => {
      if (call.authorization?.startsWith('Bearer mutation-')) good = call.authorization
      else if (call.kind === kind) call.authorization = good
    },
  }
}

export const bill = (path: string, billed: (reply: Reply, call: Call) => number) => (): Hooks => {
  let owed = 0
  return {
    reply: (reply, call) => {
      if (call.kind === 'balance' && isSuccess(reply)) change(reply.json, path, (credits) => credits - owed)
      else owed += billed(reply, call)
    },
  }
}

/** Something that comes on the n-th successful read. */
export const onNth = (isIt: (count: number) => boolean, edit: Edit) => (): Hooks => {
  let count = 0
  return {
    reply: (reply, { kind }) => {
      if (kind !== 'retrieve' || !isSuccess(reply)) return
      count += 1
      if (isIt(count)) edit(reply.json, reply)
    },
  }
}

export const resultJson =
  (edit: (result: Json) => void): Edit =>
  (json) =>
    change(json, 'data.resultJson', (text) => {
      if (typeof text !== 'string' || text === '') return text
      const result = JSON.parse(text)
      edit(result)
      return JSON.stringify(result)
    })

export const notRunning = (json: Json): boolean =>
  !['waiting', 'pending', 'processing', 'generating'].includes(json.data?.state ?? json.status)

let counter = 0

/** Another number each time. */
export const next = (): number => {
  counter += 1
  return counter
}

export const doubled = (): Hooks => ({ post: (post) => [post, post] })
export const missing = (): Hooks => ({ post: () => [] })

export const at =
  (provider: Operator['provider']) =>
  (
    name: string,
    places: string | readonly string[],
    begin: () => Hooks,
    options?: SimulatorOptions,
  ): Operator => ({
    name: `${provider}: ${name}`,
    provider,
    at: [places].flat(),
    begin,
    ...(options && { options }),
  })
