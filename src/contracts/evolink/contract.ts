import type { ProviderContract } from '../contract.ts'
import { numberOr, textOr } from '../media.ts'
import {
  EVOLINK_BALANCE_PATH,
  EVOLINK_RETRIEVE_PATH,
  evolinkBaseUrls,
  evolinkCreatePaths,
} from './addresses.ts'
import { evolinkCallbacks } from './callbacks.ts'
import { evolinkDifferences } from './differences.ts'
import { evolinkErrors } from './errors.ts'
import { evolinkFailures } from './failures.ts'
import { evolinkHosts, evolinkVariables } from './hosts.ts'
import { evolinkJudgement } from './judgement.ts'
import { openapi } from './openapi.generated.ts'
import { evolinkCreditRate, evolinkPrice } from './prices.ts'
import { refineEvolinkCreate } from './refinements.ts'
import { evolinkRefusalAnswer, evolinkRefusals } from './refusals.ts'

const DAY_MS = 24 * 60 * 60 * 1000

export const evolinkContract: ProviderContract = {
  name: 'evolink',
  title: 'EvoLink',
  openapi,
  hosts: evolinkHosts,
  components: {
    created: 'VideoGenerationResponse',
    task: 'TaskDetailResponse',
    balance: 'CreditsResponse',
    callback: 'TaskCallback',
    refusal: 'ErrorResponse',
  },
  variables: evolinkVariables,
  baseUrls: evolinkBaseUrls,
  authScheme: 'Bearer',
  // Observed: keys told by people who integrate it.
  keyForm: /^sk-evo-/,
  // Assumed: as long as other services' keys.
  liveKey: /^sk-evo-[\w-]{20,}$/,
  operations: [
    { id: 'evolink.createVideo', kind: 'create', method: 'POST', path: evolinkCreatePaths.videos },
    { id: 'evolink.retrieveTask', kind: 'retrieve', method: 'GET', path: EVOLINK_RETRIEVE_PATH },
    // Assumed: as other clients use its file service, which has a host of its own.
    { id: 'evolink.uploadBase64', kind: 'upload', method: 'POST', path: '/api/v1/files/upload/base64' },
    { id: 'evolink.uploadStream', kind: 'upload', method: 'POST', path: '/api/v1/files/upload/stream' },
    { id: 'evolink.uploadUrl', kind: 'upload', method: 'POST', path: '/api/v1/files/upload/url' },
    // Observed: a command line generated from the provider's own MCP server, October 2026.
    { id: 'evolink.listTasks', kind: 'list', method: 'GET', path: '/v1/tasks' },
    { id: 'evolink.batchTasks', kind: 'list', method: 'POST', path: '/v1/tasks/batch' },
    { id: 'evolink.estimate', kind: 'estimate', method: 'POST', path: '/v1/agent-estimates' },
    { id: 'evolink.models', kind: 'catalogue', method: 'GET', path: '/v1/models' },
    { id: 'evolink.catalogModels', kind: 'catalogue', method: 'GET', path: '/v1/catalog/models' },
    { id: 'evolink.catalogHealth', kind: 'catalogue', method: 'GET', path: '/v1/catalog/health' },
    { id: 'evolink.catalogPrices', kind: 'catalogue', method: 'GET', path: '/v1/catalog/pricing-rules' },
    { id: 'evolink.credits', kind: 'balance', method: 'GET', path: EVOLINK_BALANCE_PATH },
  ],
  furtherCreatePaths: [evolinkCreatePaths.images, evolinkCreatePaths.audios],
  createdStatus: 200,
  // Documented: the example of the create page.
  taskId: { pattern: /^task-unified-\d+-[a-z0-9]{8}$/, example: 'task-unified-1757169743-7cvnl5zw' },
  errors: { documented: evolinkErrors('documented'), observed: evolinkErrors('observed') },
  refusals: evolinkRefusals,
  refusalAnswer: evolinkRefusalAnswer,
  failures: evolinkFailures,
  judgement: evolinkJudgement,
  assumedErrors: [],
  differences: Object.values(evolinkDifferences),
  callbacks: evolinkCallbacks,
  limits: {
    documented: evolinkDifferences.limits.documented.value,
    observed: evolinkDifferences.limits.observed.value,
  },
  // Assumed: everything about them but the host.
  uploads: {
    forms: { 'evolink.uploadBase64': 'base64', 'evolink.uploadStream': 'stream', 'evolink.uploadUrl': 'url' },
    fields: {
      base64: 'base64_data',
      url: 'file_url',
      file: 'file',
      name: 'file_name',
      folder: 'upload_path',
    },
    lifetimeMs: DAY_MS,
  },
  failsUnfetchableImages: {
    documented: evolinkDifferences.unfetchableImage.documented.value,
    observed: evolinkDifferences.unfetchableImage.observed.value,
  },
  idempotency: {
    documented: evolinkDifferences.idempotency.documented.value,
    observed: evolinkDifferences.idempotency.observed.value,
  },
  callLimits: { documented: {}, observed: {} },
  compresses: { documented: false, observed: false },
  // Documented: "Generated video links are valid for 24 hours".
  resultLifetimeMs: DAY_MS,
  mediaOf: (request) => ({
    durationSeconds: numberOr(request.duration, 5),
    aspectRatio: textOr(request.aspect_ratio, '16:9'),
    resolution: textOr(request.quality, '720p'),
  }),
  price: evolinkPrice,
  creditRate: evolinkCreditRate,
  fieldName: (path) => path.join('.'),
  refine: refineEvolinkCreate,
  modelAt: { in: 'body', path: ['model'] },
  callbackAt: { in: 'body', path: ['callback_url'] },
  promptAt: ['prompt'],
}
