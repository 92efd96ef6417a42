import {
  EVOLINK_BALANCE_PATH,
  EVOLINK_RETRIEVE_PATH,
  evolinkCreatePaths,
} from '../../contracts/evolink/addresses.ts'
import { evolinkCodes } from '../../contracts/evolink/codes.ts'
import { evolinkStates } from '../../contracts/evolink/states.ts'
import { contracts } from '../../contracts/index.ts'
import { valueAt } from '../json-path.ts'
import { type ConformanceProvider, FAILING_PROMPT, type FurtherAnswer } from './conformance-provider.ts'

const resultsOf = (json: unknown): readonly unknown[] => {
  const results = valueAt(json, '$.results')
  return Array.isArray(results) ? results : []
}

const BODY = {
  model: 'wan2.5-text-to-video',
  prompt: 'A cat on a piano',
  quality: '480p',
  duration: 5,
  aspect_ratio: '16:9',
  prompt_extend: false,
}

/** Observed: the query's usage; its billing in newer responses. */
const BILLS = ['$.usage.credits_used', '$.usage.cost.credits', '$.billing.charged_credits']

/** Newer pages word codes as texts. */
const textCode = (code: string): FurtherAnswer => ({
  profile: 'observed',
  source: 'observed: newer pages use text codes',
  answer: ({ body }) => ({
    status: evolinkCodes[code] ?? 400,
    body: { error: { ...(body as { error: object }).error, code } },
  }),
})

export const evolink: ConformanceProvider = {
  contract: contracts.evolink,
  createPath: evolinkCreatePaths.videos,
  retrievePath: (id) => EVOLINK_RETRIEVE_PATH.replace('{task_id}', encodeURIComponent(id)),
  balancePath: EVOLINK_BALANCE_PATH,
  components: contracts.evolink.components,
  cheapest: BODY,
  promptPath: ['prompt'],
  // The pages' examples of 400 and 404; nobody has recorded which options it checks.
  knownRefusals: new Set(['missing']),
  at: {
    createdId: '$.id',
    id: '$.id',
    state: '$.status',
    model: '$.model',
    createdAt: '$.created',
    code: '$.error.code',
    message: '$.error.message',
    field: '$.error.param',
    type: '$.error.type',
    balance: '$.data.user.remaining_credits',
    progress: '$.progress',
    failure: '$.error',
    quote: '$.usage.credits_reserved',
    results: '$.results',
    // Observed in newer responses.
    seconds: '$.duration',
    record: '$',
  },
  createdIdPattern: /^task-unified-\d+-[0-9a-z]{8}$/,
  idPrefix: /^task-unified-/,
  idSource: 'task-unified-<unix s>-<8 alphanumeric>',
  unknownId: 'task-unified-1700000000-zzzzzzzz',
  idField: 'task_id',
  isReadableLate: false,
  phases: evolinkStates,
  timeUnit: 's',
  resultsOf,
  bills: { query: BILLS, callback: BILLS },
  saysOutput: (output) => [
    ['$.type', output],
    ['$.object', `${output}.generation.task`],
  ],
  // Nobody knows an order that the live service fails.
  failing: { body: { ...BODY, prompt: FAILING_PROMPT }, isLocalOnly: true },
  requestIn: () => undefined,
  saysAlike: () => false,
  // A task is one, whatever the status around it; a failed one has an error too (observed).
  isRefusal: (status, json) => {
    if (typeof valueAt(json, '$.id') === 'string' && typeof valueAt(json, '$.status') === 'string')
      return false
    return status >= 400 || valueAt(json, '$.error') !== undefined
  },
  isRateLimited: (status) => status === 429,
  fieldNamedIn: (json) => {
    const param = valueAt(json, '$.error.param')
    return typeof param === 'string' ? param : undefined
  },
  textOf: () => undefined,
  // The bundled create page names only videos, and its query page no text.
  importedObjects: ['video', 'image', 'audio', 'text'].map((output) => `${output}.generation.task`),
  assumedKinds: new Set(['wrong-content-type', 'wrong-method', 'unknown-route', 'missing-id']),
  furtherAnswers: { 'unknown-task': [textCode('task_not_found')] },
  // The query page's example.
  foreignId: 'task-unified-1756817821-4x3rx6ny',
  priceSource: 'the quote in the response to the create request',
  arePricesAssumed: true,
}
