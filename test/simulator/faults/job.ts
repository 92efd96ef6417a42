import { once } from 'node:events'
import { connect } from 'node:net'
import type { SimulatorOptions } from '../../../src/simulator/index.ts'
import { type Answer, type Ask, type Json, KIE_MODEL, startTestSimulator } from '../../helpers/simulator.ts'

export type Double = Awaited<ReturnType<typeof startTestSimulator>>

/** One provider as these tests use it, so that a fault can be shown on both. */
export interface Wire {
  readonly create: (double: Double, fault?: string, callbackUrl?: string, options?: Ask) => Promise<Answer>
  readonly read: (double: Double, id: string, fault?: string, options?: Ask) => Promise<Answer>
  readonly idOf: (created: Answer) => string
  readonly stateOf: (read: Answer) => string
  /** The links of a finished task. */
  readonly resultsOf: (read: Answer) => readonly string[]
  /** The error as the provider has it in the body. */
  readonly codeOf: (answer: Answer) => number
  readonly createPath: string
  readonly createBody: Json
  readonly states: {
    readonly queued: string
    readonly running: string
    readonly done: string
    readonly failed: string
  }
}

const asking = (fault: string | undefined, options: Ask = {}): Ask => ({
  ...options,
  headers: { ...options.headers, ...(fault === undefined ? {} : { 'x-stuntdouble-fault': fault }) },
})

const kie: Wire = {
  create: (double, fault, callBackUrl, options) =>
    double.createKie({}, callBackUrl === undefined ? {} : { callBackUrl }, asking(fault, options)),
  read: (double, id, fault, options) => double.recordInfo(id, asking(fault, options)),
  idOf: ({ json }) => json.data.taskId,
  stateOf: ({ json }) => json.data.state,
  resultsOf: ({ json }) => JSON.parse(json.data.resultJson).resultUrls,
  codeOf: ({ json }) => json.code,
  createPath: '/api/v1/jobs/createTask',
  createBody: { model: KIE_MODEL, input: { prompt: 'a cat' } },
  states: { queued: 'waiting', running: 'waiting', done: 'success', failed: 'fail' },
}

const evolink: Wire = {
  create: (double, fault, callback_url, options) =>
    double.createEvolink(callback_url === undefined ? {} : { callback_url }, asking(fault, options)),
  read: (double, id, fault, options) => double.retrieve(id, asking(fault, options)),
  idOf: ({ json }) => json.id,
  stateOf: ({ json }) => json.status,
  resultsOf: ({ json }) => json.results,
  codeOf: ({ json, status }) => json.error?.code ?? status,
  createPath: '/v1/videos/generations',
  createBody: { model: 'wan2.5-text-to-video', prompt: 'a cat' },
  states: { queued: 'pending', running: 'processing', done: 'completed', failed: 'failed' },
}

/** Both providers, for `test.each`. */
export const BOTH = [
  ['Kie', kie],
  ['EvoLink', evolink],
] as const

/** What a raw connection saw: every byte, and whether it ended politely. */
export interface Seen {
  readonly text: string
  readonly wasReset: boolean
}

export interface RawCall {
  readonly method?: string
  readonly path: string
  readonly key?: string
  readonly fault?: string
  readonly body?: Json
}

/** Sends one request over a plain socket. `sent` resolves when it has left, `seen` when the connection has ended. */
export const callRaw = async (
  { url }: { readonly url: string },
  { method = 'GET', path, key = 'test-key', fault, body }: RawCall,
) => {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' })
  await once(socket, 'connect')
  const chunks: Buffer[] = []
  let wasReset = false
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  socket.on('error', () => {
    wasReset = true
  })
  const text = (): string => Buffer.concat(chunks).toString('latin1')
  const sent = body === undefined ? '' : JSON.stringify(body)
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'Host: localhost',
    `Authorization: Bearer ${key}`,
    ...(fault === undefined ? [] : [`X-Stuntdouble-Fault: ${fault}`]),
    ...(body === undefined ? [] : ['Content-Type: application/json', `Content-Length: ${sent.length}`]),
  ]
  socket.write(`${lines.join('\r\n')}\r\n\r\n${sent}`)
  const seen = new Promise<Seen>((resolve) => {
    socket.on('close', () => resolve({ text: text(), wasReset }))
  })
  return { socket, text, seen, bytes: (): number => Buffer.concat(chunks).length }
}

/** Resolves when something is true that other connections bring about. */
export const until = async (isTrue: () => boolean): Promise<void> => {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve))
}

/** Resolves when something whose label begins so is booked on the account's clock. */
export const booked = (double: Double, label: string, key = 'test-key'): Promise<void> => {
  const { clock } = double.simulator.account(key)
  return until(() => clock.due().some((booking) => booking.label.startsWith(label)))
}

export const start = (options: SimulatorOptions = {}): Promise<Double> => startTestSimulator(options)

/** How many tasks an account has: what it would pay for. */
export const tasksOf = async (double: Double, key = 'test-key'): Promise<number> =>
  (await double.get('/__stuntdouble/tasks', { key })).json.items.length
