import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { request } from 'undici'
import type { Json } from '../../helpers/simulator.ts'

/** A call on its way to the provider; what is changed, is changed for the provider. */
export interface Call {
  readonly kind: 'create' | 'retrieve' | 'balance' | 'other'
  method: string
  path: string
  authorization: string | undefined
  contentType: string | undefined
  text: string
  /** The body, if it is a JSON object. */
  readonly json: Json | undefined
}

/** An answer on its way back. `json` is what is sent, unless `text` is set. */
export interface Reply {
  status: number
  headers: Record<string, string>
  json: Json
  text: string | undefined
  /** Sends it in pieces. */
  isChunked: boolean
}

/** A callback on its way to the receiver. */
export interface Post {
  method: string
  headers: Record<string, string>
  json: Json
  text: string | undefined
}

/** What one deviation does. One per run, so it may remember. */
export interface Hooks {
  readonly call?: (call: Call) => void | Promise<void>
  readonly reply?: (reply: Reply, call: Call) => void
  /** Returns what is sent instead of this response. */
  readonly post?: (post: Post) => readonly Post[]
}

const textOf = async (message: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** The JSON in a text, if it is that. */
export const parsed = (text: string): Json => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What a call is for. */
export const kindOf = (method: string, path: string): Call['kind'] => {
  if (method === 'POST' && /\/(createTask|generations)$/.test(path)) return 'create'
  if (/\/recordInfo|\/v1\/tasks\//.test(path)) return 'retrieve'
  return /\/credits?$/.test(path) ? 'balance' : 'other'
}

const CALLBACKS = '/callback-to/'
const CALLBACK_FIELDS = ['callBackUrl', 'callback_url']

/** A faithful simulator behind a proxy that deviates in one thing. */
export const startMutant = async (origin: string, hooks: Hooks) => {
  const server = createServer(async (incoming, outgoing) => {
    const { method = 'GET', url = '/', headers } = incoming
    const text = await textOf(incoming)
    if (url.startsWith(CALLBACKS)) {
      outgoing.writeHead(await forward(decodeURIComponent(url.slice(CALLBACKS.length)), text, headers)).end()
      return
    }
    if (url === '/page.html')
      return void outgoing.writeHead(200, { 'content-type': 'text/html' }).end('<html>')
    if (url.startsWith('/moved/')) {
      return void outgoing.writeHead(302, { location: decodeURIComponent(url.slice(7)) }).end()
    }
    const call: Call = {
      kind: kindOf(method, url),
      method,
      path: url,
      authorization: headers.authorization,
      contentType: headers['content-type'],
      text,
      json: parsed(text),
    }
    await hooks.call?.(call)
    const answer = await request(origin + call.path, {
      method: call.method as 'GET',
      headers: {
        ...(call.authorization === undefined ? {} : { authorization: call.authorization }),
        ...(call.contentType === undefined ? {} : { 'content-type': call.contentType }),
      },
      body: call.text === '' ? null : withCallbackTo(call.text),
    })
    const answered = await answer.body.text()
    const reply: Reply = {
      status: answer.statusCode,
      headers: { 'content-type': String(answer.headers['content-type'] ?? '') },
      json: parsed(answered),
      text: undefined,
      isChunked: false,
    }
    hooks.reply?.(reply, call)
    const body = reply.text ?? JSON.stringify(reply.json)
    outgoing.writeHead(reply.status, reply.headers)
    if (reply.isChunked) for (const piece of body.match(/[\s\S]{1,20}/g) ?? []) outgoing.write(piece)
    outgoing.end(reply.isChunked ? undefined : body)
  })

  /** Callbacks come through here too. */
  const withCallbackTo = (text: string): string => {
    const body = parsed(text)
    if (typeof body !== 'object' || body === null) return text
    const field = CALLBACK_FIELDS.find(
      (name) => typeof body[name] === 'string' && body[name].startsWith('http://127'),
    )
    if (field === undefined) return text
    return JSON.stringify({ ...body, [field]: url + CALLBACKS + encodeURIComponent(body[field]) })
  }

  const forward = async (to: string, text: string, headers: IncomingMessage['headers']): Promise<number> => {
    const kept = Object.entries(headers).filter(
      ([name]) => name.startsWith('x-webhook') || name === 'content-type',
    )
    const post: Post = {
      method: 'POST',
      headers: Object.fromEntries(kept) as Post['headers'],
      json: parsed(text),
      text: undefined,
    }
    // One that was refused is a failed attempt, whatever became of its twin.
    let status = 200
    for (const sent of hooks.post?.(post) ?? [post]) {
      const answer = await request(to, {
        method: sent.method as 'POST',
        headers: sent.headers,
        body: sent.text ?? JSON.stringify(sent.json),
      })
      await answer.body.dump()
      status = Math.max(status, answer.statusCode)
    }
    return status
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
