import { evolinkCreatePaths } from '../../contracts/evolink/addresses.ts'
import { evolinkJudgement } from '../../contracts/evolink/judgement.ts'
import { evolinkStates } from '../../contracts/evolink/states.ts'
import { contracts, type Phase, rowFor } from '../../contracts/index.ts'
import { recordOf } from '../../contracts/media.ts'
import { suggestedWaitMs } from '../retry-after.ts'
import type { Task } from '../task.ts'
import type { Credits, Origin, TaskList, WireError, WireProvider } from './provider.ts'
import { links, number, text, word } from './read.ts'

const errorIn = (status: number, body: unknown): WireError | undefined => {
  const { error, id } = recordOf(body)
  // A failed task has an error too (observed), and an id.
  if (status < 300 && (error === undefined || error === null || text(id) !== undefined)) return undefined
  const { code: said, message, fallback_suggestion } = recordOf(error)
  const code = number(said) ?? text(said)
  const row = rowFor(evolinkJudgement, status, body)
  const means = typeof code === 'number' && code >= 300 && status < 300 ? code : status
  return {
    status: means < 300 ? 500 : means,
    kind: row?.verdict === 'refused' && row.kind !== 'not-sent' ? row.kind : undefined,
    code,
    message: text(message),
    waitMs: suggestedWaitMs(fallback_suggestion),
  }
}

const taskIn = (body: unknown): Task | undefined => {
  const { id: said, model, status, progress, results, error } = recordOf(body)
  const id = text(said)
  if (id === undefined) return undefined
  const state = text(status) ?? 'missing'
  const phase: Phase | 'unknown' = Object.hasOwn(evolinkStates, state)
    ? (evolinkStates[state] ?? 'unknown')
    : 'unknown'
  const facts = {
    provider: 'evolink',
    id,
    model: text(model),
    state,
    progress: number(progress),
    raw: body,
  } as const
  switch (phase) {
    case 'succeeded':
      return { ...facts, phase, urls: links(results), object: undefined }
    case 'failed': {
      const { code, message } = recordOf(error)
      // Documented: no error field; only the state tells, and a cancelled task ends as badly as a failed one.
      return { ...facts, phase, failure: { code: word(code) ?? state, message: text(message) } }
    }
    case 'queued':
    case 'running':
      return { ...facts, phase }
    case 'unknown':
      return {
        ...facts,
        phase,
        result: { urls: links(results), object: undefined, looksFinished: progress === 100 },
      }
  }
}

/** Documented: `created` in unix seconds. The record does not keep the request. */
const originIn = (body: unknown): Origin => {
  const { model, created } = recordOf(body)
  const seconds = number(created)
  return {
    model: text(model),
    createdAt: seconds === undefined ? undefined : seconds * 1000,
    request: undefined,
  }
}

/** Observed: the route and its parameters. Assumed: under which of the usual names its records stand. */
const list: TaskList = {
  path: '/v1/tasks?page=1&page_size=50',
  recordsIn: (body) => {
    const { data, tasks, items, results } = recordOf(body)
    const { tasks: inner, items: others } = recordOf(data)
    return [body, data, tasks, items, results, inner, others].find((each) => Array.isArray(each))
  },
}

/** Assumed: as EvoLink's file API is used by other clients. */
const uploadedAddressIn = (body: unknown): string | undefined => {
  const { file_url, download_url } = recordOf(recordOf(body).data)
  return text(file_url) ?? text(download_url)
}

const creditsIn = (body: unknown): Credits | undefined => {
  const { token, user } = recordOf(recordOf(body).data)
  const { remaining_credits, unlimited_credits, used_credits } = { ...recordOf(user), ...recordOf(token) }
  const remaining = number(remaining_credits)
  if (remaining === undefined) return undefined
  const used = number(used_credits)
  return {
    remaining,
    ...(used !== undefined && { used }),
    ...(typeof unlimited_credits === 'boolean' && { isUnlimited: unlimited_credits }),
  }
}

/** EvoLink, and its reseller under another base URL. It does not sign callbacks (documented). */
export const evolinkProvider: WireProvider = {
  contract: contracts.evolink,
  // Videos: documented. Images and audio: as EvoLink's pages on such models say, which are not bundled.
  createPaths: evolinkCreatePaths,
  retrievePath: (path, id) => path.replace('{task_id}', encodeURIComponent(id)),
  errorIn,
  taskIn,
  originIn,
  creditsIn,
  priceSource: 'assumed',
  uploadedAddressIn,
  list,
  // Observed: `idempotency-replayed: true` on a repeat. One source, unconfirmed.
  replays: true,
}
