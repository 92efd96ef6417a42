import type { SimulatorOptions } from '../../../../src/simulator/index.ts'
import type { Json } from '../../../helpers/simulator.ts'
import { change } from '../edit.ts'
import type { Call, Hooks, Reply } from '../mutant.ts'
import { type Edit, html, onEnded, onPost, onRefusal, resultJson } from './operator.ts'

/** Changes nobody may complain about. */
export interface Benign {
  readonly name: string
  readonly options?: SimulatorOptions
  readonly begin: () => Hooks
}

const always = (edit: (reply: Reply, call: Call) => void) => (): Hooks => ({ reply: edit })

const reordered = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(reordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reordered(inner)]),
  )
}

const elsewhere =
  (move: (url: string) => string): Edit =>
  (json) => {
    change(json, 'results', (urls) => urls.map(move))
    // Observed: Kie says it twice.
    change(json, 'data.response.resultUrls', (urls) => urls.map(move))
    resultJson((result) => change(result, 'resultUrls', (urls) => urls.map(move)))(json, {} as Reply)
  }

/** In reads and callbacks alike. */
const moved = (move: (url: string) => string) => (): Hooks => ({
  ...onEnded(elsewhere(move))(),
  ...onPost((post) => elsewhere(move)(post.json, {} as Reply))(),
})

const gateway = (): Hooks => {
  let reads = 0
  return {
    reply: (reply, { kind }) => {
      if (kind !== 'retrieve' || ++reads !== 3) return
      reply.status = 502
      html(undefined, reply)
    },
  }
}

const hurried = (): Hooks => {
  let calls = 0
  return {
    reply: (reply, { kind }) => {
      if (kind !== 'create' || ++calls !== 5) return
      reply.status = 429
      reply.headers['retry-after'] = '0.05'
      reply.json =
        'code' in reply.json
          ? { code: 429, msg: 'slow down', data: null }
          : { error: { code: 429, message: 'slow down', type: 'rate_limit_error' } }
    },
  }
}

export const benignChanges: readonly Benign[] = [
  {
    name: 'keys in another order',
    begin: always((reply) => {
      reply.json = reordered(reply.json)
    }),
  },
  {
    name: 'spaces between tokens',
    begin: always((reply) => {
      reply.text = `\n${JSON.stringify(reply.json, null, 4)}\n`
    }),
  },
  {
    name: 'letters escaped',
    begin: always((reply) => {
      reply.text = JSON.stringify(reply.json).replaceAll('/', '\\/')
    }),
  },
  {
    name: 'sent in pieces',
    begin: always((reply) => {
      reply.isChunked = true
    }),
  },
  {
    name: 'more headers',
    begin: always((reply) => {
      Object.assign(reply.headers, {
        server: 'cloudflare',
        'cf-ray': 'x',
        'x-trace': '1',
        'set-cookie': 'a=b',
      })
    }),
  },
  {
    name: 'another charset spelling',
    begin: always((reply) => {
      reply.headers['content-type'] = 'application/json;charset=UTF-8'
    }),
  },
  {
    name: 'other words',
    begin: onRefusal((json) => {
      change(json, 'msg', () => 'Sorry.')
      change(json, 'error.message', () => 'Sorry.')
    }),
  },
  {
    name: 'other words of success',
    begin: always((reply) => change(reply.json, 'msg', (text) => (text === 'success' ? 'ok' : text))),
  },
  {
    name: 'other suggestions',
    begin: onRefusal((json) => change(json, 'error.fallback_suggestion', () => 'see our docs')),
  },
  {
    name: 'ten times slower',
    options: { speed: 10 },
    begin: () => ({ call: () => new Promise((done) => setTimeout(done, 5)) }),
  },
  {
    name: 'files on another host',
    begin: moved((url) => url.replace('127.0.0.1', 'localhost')),
  },
  { name: 'links with a query', begin: moved((url) => `${url}?token=abc`) },
  {
    name: 'callbacks with more headers',
    begin: onPost((post) => {
      Object.assign(post.headers, { 'user-agent': 'x', 'x-more': 'y' })
    }),
  },
  {
    name: 'callback keys in another order',
    begin: onPost((post) => {
      post.json = reordered(post.json)
    }),
  },
  { name: 'ended at the first read', options: { progress: 'immediate' }, begin: () => ({}) },
  { name: 'a gateway’s 502 on one read', begin: gateway },
  { name: 'one 429', begin: hurried },
  {
    name: 'connections closed',
    begin: always((reply) => {
      reply.headers.connection = 'close'
    }),
  },
]
