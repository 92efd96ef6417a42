import { request } from 'undici'
import { type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  /** Loosely typed on purpose: tests look at whatever the wire has. */
  readonly json: Json
}

/** JSON as tests read it: any member may be asked for, and a wrong guess fails the assertion. */
export type Json = ReturnType<typeof JSON.parse>

export interface Ask {
  readonly key?: string | null
  readonly headers?: Readonly<Record<string, string>>
  /** An object is sent as JSON; a text as it is, with JSON's content type unless `headers` says otherwise. */
  readonly body?: unknown
}

const jsonOf = (text: string): Json => {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

/** Sends one request and reads the whole answer. */
export const ask = async (
  method: 'GET' | 'POST' | 'PUT' | 'HEAD' | 'DELETE' | 'PATCH',
  url: string,
  { key = 'test-key', headers = {}, body }: Ask = {},
): Promise<Answer> => {
  const sent = typeof body === 'string' || body === undefined ? body : JSON.stringify(body)
  const answer = await request(url, {
    method,
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: sent ?? null,
  })
  const text = await answer.body.text()
  return { status: answer.statusCode, headers: answer.headers, text, json: jsonOf(text) }
}

export const KIE_MODEL = 'wan/2-5-text-to-video'
export const EVOLINK_MODEL = 'wan2.5-text-to-video'

/** A simulator on a free port with a manual clock, and short ways to call it. Dispose it with `await using`. */
export const startTestSimulator = async (options: SimulatorOptions = {}) => {
  const simulator = await startSimulator({ port: 0, clock: 'manual', ...options })
  const at = (path: string): string => simulator.url + path
  return {
    simulator,
    url: simulator.url,
    get: (path: string, options?: Ask) => ask('GET', at(path), options),
    post: (path: string, body?: unknown, options?: Ask) => ask('POST', at(path), { body, ...options }),
    put: (path: string, body?: unknown, options?: Ask) => ask('PUT', at(path), { body, ...options }),
    createKie: (
      input: Readonly<Record<string, unknown>> = {},
      more: Readonly<Record<string, unknown>> = {},
      options?: Ask,
    ) =>
      ask('POST', at('/api/v1/jobs/createTask'), {
        body: { model: KIE_MODEL, input: { prompt: 'a cat', ...input }, ...more },
        ...options,
      }),
    recordInfo: (taskId: unknown, options?: Ask) =>
      ask('GET', at(`/api/v1/jobs/recordInfo?taskId=${taskId}`), options),
    createEvolink: (more: Readonly<Record<string, unknown>> = {}, options?: Ask) =>
      ask('POST', at('/v1/videos/generations'), {
        body: { model: EVOLINK_MODEL, prompt: 'a cat', ...more },
        ...options,
      }),
    retrieve: (id: unknown, options?: Ask) => ask('GET', at(`/v1/tasks/${id}`), options),
    /** Moves every account's clock. */
    advance: (ms: number) =>
      ask('PUT', at('/__stuntdouble/clock'), { key: null, body: { action: 'advance', ms } }),
    runUntilIdle: () =>
      ask('PUT', at('/__stuntdouble/clock'), { key: null, body: { action: 'runUntilIdle' } }),
    deliveries: async (options?: Ask): Promise<Json> =>
      (await ask('GET', at('/__stuntdouble/deliveries'), options)).json.items,
    exchanges: async (options?: Ask): Promise<Json> =>
      (await ask('GET', at('/__stuntdouble/exchanges'), options)).json.items,
    [Symbol.asyncDispose]: () => simulator.close(),
  }
}
