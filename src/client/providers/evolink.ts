import { evolinkCodes } from '../../contracts/evolink/codes.ts'
import { evolinkStates } from '../../contracts/evolink/states.ts'
import { contracts, type Phase } from '../../contracts/index.ts'
import { recordOf } from '../../contracts/media.ts'
import { suggestedWaitMs } from '../retry-after.ts'
import type { Task } from '../task.ts'
import type { Credits, WireError, WireProvider } from './provider.ts'
import { links, number, text, word } from './read.ts'

const errorIn = (status: number, body: unknown): WireError | undefined => {
  const { error, id } = recordOf(body)
  // A failed task has an error too (observed), and an id.
  if (status < 300 && (error === undefined || error === null || text(id) !== undefined)) return undefined
  const { code: said, message, fallback_suggestion } = recordOf(error)
  const code = number(said) ?? text(said)
  const means = typeof code === 'number' ? code : evolinkCodes[code ?? '']
  return {
    status: means !== undefined && means >= 300 && status < 300 ? means : status < 300 ? 500 : status,
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
    case 'unknown':
      return { ...facts, phase }
  }
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
  variables: { apiKey: 'EVOLINK_API_KEY', baseUrl: 'EVOLINK_BASE_URL' },
  schemas: {
    create: 'VideoGenerationResponse',
    retrieve: 'TaskDetailResponse',
    balance: 'CreditsResponse',
    callback: 'TaskCallback',
  },
  // Videos: documented. Images and audio: as EvoLink's pages on such models say, which are not bundled.
  createPaths: {
    videos: '/v1/videos/generations',
    images: '/v1/images/generations',
    audios: '/v1/audios/generations',
  },
  retrievePath: (path, id) => path.replace('{task_id}', encodeURIComponent(id)),
  errorIn,
  createdIdIn: (body) => text(recordOf(body).id),
  taskIn,
  creditsIn,
}
