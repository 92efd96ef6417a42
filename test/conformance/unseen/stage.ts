import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import { inject } from 'light-my-request'
import { Agent, request } from 'undici'
import type { ProviderName } from '../../../src/contracts/vocabulary.ts'
import {
  type AccountHandle,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../../src/simulator/index.ts'
import { bodyOf, HOP_BY_HOP, parsed, plain } from './messages.ts'
import type { Delivery, Deviation, UnseenExchange, UnseenRequest, UnseenResponse } from './operator.ts'

export type Profile = 'documented' | 'observed'

export const WEBHOOK_KEY = 'mutation webhook key'

/** How far a read of a task moves the clock: a task of 4 s is read waiting, running twice, and ended. */
const STEP_MS = 1_500

/** Both providers come again after a second. */
const REDELIVERY_MS = 1_200

/** In the simulator's links, which this door replaces with its own. */
const NOWHERE = 1

/** What a run of the kit needs: where to call, and what to give it. */
export interface Scene {
  readonly baseUrl: string
  readonly apiKey: string
  readonly account: AccountHandle
}

interface Run {
  /** Where it is, below the stage's address. */
  readonly name: string
  readonly operator: Deviation | undefined
  readonly account: AccountHandle
  readonly memory: Map<string, unknown>
  /** Where the simulator serves a file, by what this door calls it: links of a live service have no task id in them. */
  readonly files: Map<string, string>
  /** Where the kit listens, by the address that the provider was told instead. */
  readonly receivers: Map<string, string>
  /** The clock, moved by one at a time. */
  moved: Promise<void>
}

/** A faithful simulator behind one door, through which every run has its own operator. Time passes when tasks are read. */
export class Stage {
  readonly #simulator: Simulator
  /** The simulator's own server, which listens nowhere: this door is in the same process. */
  readonly #behind: Server
  readonly #agent = new Agent({ connections: 64 })
  readonly #server = createServer((incoming, outgoing) => {
    void this.#serve(incoming, outgoing).catch((error: unknown) => outgoing.destroy(error as Error))
  })
  readonly #runs = new Map<string, Run>()
  #url = ''

  private constructor(simulator: Simulator, behind: Server) {
    this.#simulator = simulator
    this.#behind = behind
  }

  static async open(profile: Profile, options: SimulatorOptions = {}): Promise<Stage> {
    let behind: Server | undefined
    const simulator = await startSimulator(
      {
        clock: 'manual',
        clockStart: Date.now(),
        profile,
        kieWebhookKey: WEBHOOK_KEY,
        rateLimit: 'off',
        maxRunning: 'off',
        credits: 100_000,
        noTell: true,
        logLevel: 'silent',
        ...options,
      },
      {},
      undefined,
      {
        port: NOWHERE,
        handTo: (server) => {
          behind = server
        },
      },
    )
    if (behind === undefined) throw new Error('the simulator handed nothing over')
    const stage = new Stage(simulator, behind)
    // Some runs wait for long between two calls.
    stage.#server.keepAliveTimeout = 600_000
    stage.#server.listen(0, '127.0.0.1')
    await once(stage.#server, 'listening')
    stage.#url = `http://127.0.0.1:${(stage.#server.address() as AddressInfo).port}`
    return stage
  }

  /** A new account behind an operator; without one the provider is faithful. */
  enter(operator?: Deviation): Scene {
    const number = this.#runs.size + 1
    // The key must not be in any address, as nothing may repeat it.
    const [name, key] = [`run-${number}`, `mutation-${number}`]
    const account = this.#simulator.account(key)
    const memory = new Map<string, unknown>()
    const moved = Promise.resolve()
    this.#runs.set(name, { name, operator, account, memory, files: new Map(), receivers: new Map(), moved })
    return { baseUrl: `${this.#url}/${name}`, apiKey: key, account }
  }

  /** An ended task of an account, made without the operator. */
  async endedTask(provider: ProviderName, { apiKey, account }: Scene, isFailed: boolean): Promise<string> {
    const prompt = isFailed ? 'a cat [[stunt: task-fails]]' : 'a cat'
    const [path, body] = ORDERS[provider](prompt)
    const response = await this.#ask({
      method: 'POST',
      path,
      query: {},
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      json: body,
      text: JSON.stringify(body),
    })
    const json = JSON.parse(response.text)
    // Some operators take tasks of a minute.
    await account.clock.advance('2m')
    return json.data?.taskId ?? json.id
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/', headers } = incoming
    const bytes = await bodyOf(incoming)
    const [, name = '', rest = '/'] = /^\/([^/?]+)(.*)$/.exec(url) ?? []
    const run = this.#runs.get(name)
    if (run === undefined) return void outgoing.writeHead(404).end()
    const text = bytes.toString()
    if (rest.startsWith('/callback/')) {
      const status = await this.#deliver(run, `${this.#url}${url}`, { headers: plain(headers), text })
      outgoing.writeHead(status).end()
      if (status >= 300) moveWhenBooked(run)
      return
    }
    const { pathname, searchParams } = new URL(rest, this.#url)
    const asked: UnseenRequest = {
      method,
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: plain(headers),
      json: parsed(text),
      text,
    }
    await run.moved
    const response = await this.#respond(run, asked)
    const body = response.bytes ?? response.text
    const kept = Object.entries(response.headers).filter(([key]) => !HOP_BY_HOP.has(key.toLowerCase()))
    outgoing.writeHead(response.status, Object.fromEntries(kept))
    if (response.isChunked)
      for (const piece of response.text.match(/[\s\S]{1,20}/g) ?? []) outgoing.write(piece)
    outgoing.end(response.isChunked ? undefined : body)
    if (method === 'GET' && /recordInfo$|\/v1\/tasks\//.test(pathname)) move(run, STEP_MS)
  }

  async #respond(run: Run, asked: UnseenRequest): Promise<UnseenResponse> {
    const faithful = (request: UnseenRequest): Promise<UnseenResponse> => this.#faithful(run, request)
    const exchange: UnseenExchange = { request: asked, memory: run.memory, faithful }
    const early = await run.operator?.before?.(exchange)
    if (early) return early
    exchange.response = await faithful(asked)
    return (await run.operator?.apply(exchange)) ?? exchange.response
  }

  /** What the simulator says, with the addresses of this door in it. */
  async #faithful(run: Run, asked: UnseenRequest): Promise<UnseenResponse> {
    const path = run.files.get(asked.path) ?? asked.path
    const response = await this.#ask(this.#withOurReceiver(run, { ...asked, path }))
    if (response.bytes !== undefined) return response
    return { ...response, text: this.#withAddresses(run, response.text) }
  }

  #withAddresses({ name, receivers, files }: Run, text: string): string {
    const links = new RegExp(`${this.#simulator.url}(/[^"\\\\\\s]+)`, 'g')
    let out = text.replaceAll(links, (_link, path: string) => {
      const own = `/files/${createHash('md5').update(path).digest('hex')}.mp4`
      files.set(own, path)
      return `${this.#url}/${name}${own}`
    })
    for (const [told, own] of receivers) out = out.replaceAll(told, own)
    return out
  }

  /** Callbacks come through this door too. */
  #withOurReceiver(run: Run, asked: UnseenRequest): UnseenRequest {
    const { json } = asked
    if (asked.method !== 'POST' || typeof json !== 'object' || json === null) return asked
    const field = CALLBACK_FIELDS.find((one) => /^http:\/\/127/.test(String(Reflect.get(json, one))))
    if (field === undefined) return asked
    const own = String(Reflect.get(json, field))
    const told = [...run.receivers].find(([, address]) => address === own)?.[0]
    const address = told ?? `${this.#url}/${run.name}/callback/${run.receivers.size + 1}`
    run.receivers.set(address, own)
    return { ...asked, text: JSON.stringify({ ...json, [field]: address }) }
  }

  async #deliver(run: Run, told: string, delivery: Delivery): Promise<number> {
    const to = run.receivers.get(told)
    if (to === undefined) return 404
    const own: Delivery = { ...delivery, text: this.#withAddresses(run, delivery.text) }
    const sent = run.operator === undefined ? own : run.operator.applyCallback(own, run.memory)
    let status = 200
    const isSigned = Object.keys(delivery.headers).includes('x-webhook-signature')
    for (const one of [sent ?? []].flat()) {
      const kept = Object.entries(one.headers).filter(([key]) => !HOP_BY_HOP.has(key.toLowerCase()))
      const answer = await request(to, {
        method: (one.method ?? 'POST') as 'POST',
        headers: Object.fromEntries(run.operator?.benign && isSigned ? signedAnew(kept, one.text) : kept),
        body: one.text,
        dispatcher: this.#agent,
      })
      await answer.body.dump()
      status = Math.max(status, answer.statusCode)
    }
    return status
  }

  async #ask({ method, path, query, headers, text }: UnseenRequest): Promise<UnseenResponse> {
    const search = new URLSearchParams(query).toString()
    const kept = Object.entries(headers).filter(([key]) => !HOP_BY_HOP.has(key.toLowerCase()))
    const answer = await inject((a, b) => void this.#behind.emit('request', a, b), {
      method: method as 'GET',
      url: `${path}${search === '' ? '' : `?${search}`}`,
      headers: Object.fromEntries(kept),
      ...(text === '' ? {} : { payload: text }),
    })
    const bytes = answer.rawPayload
    const plainHeaders = plain(answer.headers)
    const isBinary = /^(video|image|audio)\//.test(plainHeaders['content-type'] ?? '')
    return {
      status: answer.statusCode,
      headers: plainHeaders,
      text: isBinary ? bytes.toString('latin1') : bytes.toString(),
      ...(isBinary ? { bytes } : {}),
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close()
    this.#server.closeAllConnections()
    await this.#agent.destroy()
    await this.#simulator.close()
  }
}

/** A benign operator that changes the id would sign it too. */
const signedAnew = (headers: readonly [string, string][], text: string): readonly [string, string][] => {
  const record: unknown = parsed(text)
  const id = (record as { readonly data?: { readonly taskId?: string } } | undefined)?.data?.taskId ?? ''
  const time = headers.find(([key]) => key === 'x-webhook-timestamp')?.[1] ?? ''
  const signature = createHmac('sha256', WEBHOOK_KEY).update(`${id}.${time}`).digest('base64')
  return headers.map(([key, value]) => [key, key === 'x-webhook-signature' ? signature : value])
}

const ORDERS: Readonly<Record<ProviderName, (prompt: string) => readonly [string, object]>> = {
  kie: (prompt) => ['/api/v1/jobs/createTask', { model: 'wan/2-5-text-to-video', input: { prompt } }],
  evolink: (prompt) => ['/v1/videos/generations', { model: 'wan2.5-text-to-video', prompt }],
}

const CALLBACK_FIELDS = ['callBackUrl', 'callback_url']

const move = (run: Run, ms: number): void => {
  run.moved = run.moved.then(() => run.account.clock.advance(ms))
}

/** The redelivery is booked once this attempt is over: a clock that is moved sooner, on a busy machine, goes past it. */
const moveWhenBooked = (run: Run): void => {
  run.moved = run.moved.then(() => run.account.settled()).then(() => run.account.clock.advance(REDELIVERY_MS))
}
