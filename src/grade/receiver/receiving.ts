import { request as callHttp } from 'node:http'
import { request as callHttps } from 'node:https'
import type { OpenAPIV3_1 } from 'openapi-types'
import { afterRealMs, realNow } from '../../basics/time/machine.ts'
import { contracts, type ProviderContract, type ProviderName } from '../../contracts/index.ts'
import { recordOf } from '../../contracts/media.ts'
import type { Simulator } from '../../simulator/index.ts'

/** One POST that a receiver got. */
export interface Delivered {
  readonly task: string
  readonly isOwn: boolean
  readonly status: number | null
  readonly durationMs: number
  readonly error: string | null
}

/** A receiver, and what it takes to send to it. */
export interface Receiving {
  readonly url: string
  readonly simulator: Simulator
  readonly contract: ProviderContract
  /** Whether callbacks are signed. */
  readonly isSigned: boolean
  /**
   * Orders a task whose callback goes to the receiver, in a scenario of its own. Returns what was sent, once `posts` were
   * or nothing more is to come: the provider's retries of what was refused prove nothing more.
   */
  readonly order: (
    name: string,
    rules: readonly Readonly<Record<string, unknown>>[],
    posts?: number,
  ) => Promise<readonly Delivered[]>
  /** Posts something of our own. `pieces` are sent apart, `everyMs` between them. */
  readonly post: (pieces: readonly string[], everyMs?: number) => Promise<Delivered>
  /** Reads of a task that reached the double. */
  readonly readsOf: (name: string) => number
}

/** How long an answer is waited for, real ms. */
const PATIENCE_MS = 15_000

/** The body of a create request as the provider's pages give it. */
const exampleOf = (contract: ProviderContract): Readonly<Record<string, unknown>> => {
  const path = contract.operations.find(({ kind }) => kind === 'create')?.path ?? ''
  const body = contract.openapi.paths?.[path]?.post?.requestBody as OpenAPIV3_1.RequestBodyObject | undefined
  const [example] = Object.values(body?.content['application/json']?.examples ?? {})
  return recordOf(recordOf(example).value)
}

/** The same with a value at a path of names. */
const withAt = (
  body: Readonly<Record<string, unknown>>,
  [name, ...rest]: readonly string[],
  value: unknown,
): Readonly<Record<string, unknown>> =>
  name === undefined
    ? body
    : { ...body, [name]: rest.length === 0 ? value : withAt(recordOf(body[name]), rest, value) }

const createAt = async (
  simulator: Simulator,
  contract: ProviderContract,
  key: string,
  url: string,
): Promise<void> => {
  const path = contract.operations.find(({ kind }) => kind === 'create')?.path ?? ''
  const place = contract.callbackAt
  const body = place.in === 'body' ? withAt(exampleOf(contract), place.path, url) : exampleOf(contract)
  await fetch(simulator.url + path, {
    method: 'POST',
    headers: { authorization: `${contract.authScheme} ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).then((answer) => answer.text())
}

export const receivingAt = (
  url: string,
  provider: ProviderName,
  simulator: Simulator,
  isSigned: boolean,
): Receiving => {
  const contract = contracts[provider]
  const keyOf = (name: string): string => `grade-${name}`
  return {
    url,
    simulator,
    contract,
    isSigned,
    order: async (name, rules, posts = 1) => {
      const account = simulator.account(keyOf(name))
      account.setScenario({ rules })
      await createAt(simulator, contract, keyOf(name), url)
      await Promise.race([account.settled(), attempted(account, posts)])
      const ids = account.tasks().map(({ id }) => id)
      return account.deliveries().flatMap(({ taskId, attempts }) =>
        attempts.map(({ status, durationMs, error }) => ({
          task: taskId,
          isOwn: ids.includes(taskId),
          status,
          durationMs: Math.round(durationMs),
          error,
        })),
      )
    },
    post: (pieces, everyMs = 0) => post(url, pieces, everyMs),
    readsOf: (name) =>
      simulator
        .account(keyOf(name))
        .exchanges()
        .filter(
          ({ operation }) => contract.operations.find(({ id }) => id === operation)?.kind === 'retrieve',
        ).length,
  }
}

/** How often it is looked whether a callback was sent, ms. */
const LOOK_MS = 20

const attempted = async (account: ReturnType<Simulator['account']>, posts: number): Promise<void> => {
  const sent = (): number => account.deliveries().reduce((sum, { attempts }) => sum + attempts.length, 0)
  for (let looks = 0; sent() < posts && looks < PATIENCE_MS / LOOK_MS; looks += 1) await pause(LOOK_MS)
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => void afterRealMs(ms, resolve))

const post = (url: string, pieces: readonly string[], everyMs: number): Promise<Delivered> =>
  new Promise((resolve) => {
    const startedAt = realNow()
    const call = url.startsWith('https:') ? callHttps : callHttp
    const length = pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0)
    const request = call(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': length },
      agent: false,
    })
    const end = (status: number | null, error: string | null): void => {
      callOff()
      request.destroy()
      resolve({ task: '', isOwn: false, status, durationMs: Math.round(realNow() - startedAt), error })
    }
    const callOff = afterRealMs(PATIENCE_MS + everyMs * pieces.length, () => end(null, 'no answer'))
    request.on('response', (answer) => {
      answer.resume()
      end(answer.statusCode ?? null, null)
    })
    request.on('error', (error: NodeJS.ErrnoException) => end(null, error.code ?? error.message))
    void (async () => {
      for (const [index, piece] of pieces.entries()) {
        if (index > 0 && everyMs > 0) await pause(everyMs)
        if (request.destroyed) return
        request.write(piece)
      }
      request.end()
    })()
  })
