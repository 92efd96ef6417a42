import { gunzipSync } from 'node:zlib'
import { parsedJson } from '../../contracts/check/json.ts'
import { contracts, judgeCreate, type OperationKind, type ProviderContract } from '../../contracts/index.ts'
import { recordOf } from '../../contracts/media.ts'
import { saidAt } from '../../contracts/place.ts'
import type { ShownTask } from '../../simulator/index.ts'
import type { Exchange } from '../../simulator/journal/journal.ts'
import type { RecordedRequest, RecordedTask } from '../recording.ts'
import type { Bent, WireReply } from './wire.ts'

/** A request as it arrived: from the simulator's journal, or answered on the wire. */
export interface Seen {
  readonly exchange: Exchange
  readonly atMs: number
}

/** Requests beyond these are counted, not kept: a client without a pause makes thousands. */
export const MOST_REQUESTS = 2_000

/** After these, a client has nothing that it could read. */
const UNREADABLE: ReadonlySet<string> = new Set([
  'connection-reset',
  'hang',
  'truncated-body',
  'malformed-json',
  'empty-body',
])

const kinds: ReadonlyMap<string, OperationKind> = new Map(
  Object.values(contracts).flatMap(({ operations, name }) => [
    ...operations.map(({ id, kind }) => [id, kind] as const),
    [`${name}.result`, 'result'] as const,
  ]),
)

const textOf = ({ headers, body }: WireReply): string =>
  (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString()

/** What the client could know of a create request. */
const answerOf = ({ judgement }: ProviderContract, exchange: Exchange, bent: Bent | undefined) => {
  if (bent !== undefined) {
    const { status, headers } = bent.reply
    return judgeCreate(judgement, { kind: 'answered', status, headers, body: textOf(bent.reply) }).verdict
  }
  const { status, fault, responseBody } = exchange
  if (status === null) return 'ambiguous'
  if (fault !== null && UNREADABLE.has(fault)) return 'ambiguous'
  return judgeCreate(judgement, { kind: 'answered', status, body: responseBody }).verdict
}

const phaseOf = ({ at, task, fault, status }: Exchange, tasks: readonly ShownTask[]) => {
  const found = tasks.find(({ id }) => id === task)
  if (found === undefined || status === null || status >= 300) return null
  if (fault !== null && (UNREADABLE.has(fault) || fault === 'server-error' || fault === 'gateway-page'))
    return null
  return (
    found.steps.findLast((step) => step.at !== null && step.at <= at)?.phase ?? found.steps[0]?.phase ?? null
  )
}

const headerOf = ({ requestHeaders }: Exchange, name: string): string | null =>
  requestHeaders[name]?.toString() ?? null

export interface RecordOptions {
  readonly contract: ProviderContract
  readonly key: string
  readonly tasks: readonly ShownTask[]
  /** Replies that were changed on the wire. */
  readonly bent: readonly Bent[]
}

/** Everything the client asked, in the order of arrival. */
export const recordRequests = (
  seen: readonly Seen[],
  { contract, key, tasks, bent }: RecordOptions,
): readonly RecordedRequest[] => {
  let creates = 0
  return [...seen]
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ exchange, atMs }, index) => {
      const { operation, method, url, status, task, fault, requestBody, responseBody, durationMs } = exchange
      const kind = operation === null ? null : (kinds.get(operation) ?? null)
      if (kind === 'create') creates += 1
      const nth = creates
      const own =
        kind === 'create'
          ? bent.find(({ request }) => request.kind === kind && request.nth === nth)
          : undefined
      const callbackUrl =
        kind === 'create'
          ? saidAt({ body: parsedJson(requestBody), query: {}, params: {} }, contract.callbackAt)
          : null
      const hasKey = (text: string | null): boolean => text?.includes(key) === true
      return {
        n: index + 1,
        atMs: Math.max(0, Math.round(atMs)),
        durationMs: Math.round(durationMs),
        kind,
        method,
        host: headerOf(exchange, 'host') ?? '',
        path: url.replaceAll(key, '[key]'),
        contentType: headerOf(exchange, 'content-type'),
        keyIn: [
          ...(hasKey(headerOf(exchange, 'authorization')) ? (['header'] as const) : []),
          ...(hasKey(url) ? (['url'] as const) : []),
          ...(hasKey(requestBody) ? (['body'] as const) : []),
        ],
        status: own?.reply.status ?? status,
        task,
        fault: fault ?? (own === undefined ? null : 'bent'),
        answer: kind === 'create' ? answerOf(contract, exchange, own) : null,
        phase: kind === 'retrieve' ? phaseOf(exchange, tasks) : null,
        callbackUrl: typeof callbackUrl === 'string' ? callbackUrl : null,
        says: (own === undefined ? responseBody : textOf(own.reply)).slice(0, 1_500).replaceAll(key, '[key]'),
      }
    })
}

/** An exchange that never reached the simulator. */
export const exchangeOf = (contract: ProviderContract, { request, reply }: Bent): Exchange => ({
  id: '',
  at: 0,
  durationMs: 0,
  account: null,
  provider: contract.name,
  operation: contract.operations.find(({ kind }) => kind === request.kind)?.id ?? null,
  method: request.method,
  url: request.path,
  status: reply.status,
  task: null,
  fault: 'bent',
  note: null,
  bill: null,
  requestHeaders: request.headers,
  requestBody: request.body.toString(),
  responseBody: reply.body.toString(),
})

/** The client's tasks, as they are when it has ended. */
export const recordTasks = (tasks: readonly ShownTask[]): readonly RecordedTask[] =>
  tasks.map(({ id, phase, cost, fault, failure, resultUrls }) => ({
    id,
    phase,
    credits: phase === 'failed' ? 0 : cost,
    fault,
    failure: failure === null ? null : recordOf(failure),
    resultUrls,
  }))
