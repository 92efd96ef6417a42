import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { Failure } from './failure.mjs'
import { has } from './habits.mjs'
import { errs } from './switches.mjs'

const LATE_MS = 3_000
/** How long it stays for whatever comes after the end, ms. */
const AFTERWARDS_MS = 1_500

const isForged = ({ webhookKey, callbackId }, headers, body) =>
  webhookKey !== undefined &&
  headers['x-webhook-signature'] !==
    createHmac('sha256', webhookKey)
      .update(`${callbackId(body)}.${headers['x-webhook-timestamp']}`)
      .digest('base64')

const listen = async (server) => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${server.address().port}/callback`
}

/** Hands a callback on, and answers as the other one does. */
const relay = async (request, response, url) => {
  let body = ''
  for await (const chunk of request) body += chunk
  const own = Object.entries(request.headers).filter(([name]) => /^(content-type|x-webhook-.*)$/.test(name))
  const { status } = await fetch(url, { method: 'POST', headers: Object.fromEntries(own), body })
  response.writeHead(status).end()
}

/** Takes callbacks. They are only a nudge: what holds is what the provider says when it is asked. */
export const openReceiver = async (api) => {
  const startedAt = performance.now()
  const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
  const taken = []
  const pending = []
  let confused
  let wake = () => undefined
  const came = new Promise((resolve) => {
    wake = resolve
  })

  /** What is odd about this callback, and whether that matters to a careless receiver. */
  const consider = (called) => {
    const { id, state } = called
    const before = taken.filter((each) => each.id === id)
    taken.push(called)
    const lets = (mistake) => {
      if (errs(mistake)) confused = mistake
    }
    if (taken.length > 1 && before.length === 0) lets('callbacks/foreign')
    if (before.some((each) => each.state === state)) lets('callbacks/duplicates')
    if (before.some((each) => each.state === api.done) && state !== api.done) lets('callbacks/out-of-order')
    if (performance.now() - startedAt > LATE_MS) lets('callbacks/late')
  }

  const answer = async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const body = JSON.parse(text || '{}')
    if (isForged(api, request.headers, body) && !errs('callbacks/forged-refused')) {
      response.writeHead(401).end()
      return
    }
    const called = { id: api.callbackId(body), state: api.stateOf(body), body }
    consider(called)
    if (taken.length > 1 && errs('callbacks/acknowledged')) await sleep(5_600)
    response.end()
    wake(called)
  }
  const server = createServer((request, response) => void pending.push(answer(request, response)))
  const url = await listen(server)
  const front = createServer((request, response) => void pending.push(relay(request, response, url)))
  return {
    url: has('relays-callbacks') ? await listen(front) : url,
    /** The first callback, or `undefined` when none comes within `ms`. */
    first: (ms) => Promise.race([came, sleep(ms)]),
    /** Throws when a callback was too much for it. */
    confusion: async () => {
      await sleep(AFTERWARDS_MS)
      if (confused) throw new Failure('confused', `confused by a callback: ${confused}`)
    },
    close: async () => {
      await Promise.all(pending)
      for (const each of [front, server]) {
        each.close()
        each.closeAllConnections()
      }
    },
  }
}
