import type { ProviderContract } from '../contract.ts'
import { numberOr, recordOf, textOr } from '../media.ts'
import type { Profile } from '../vocabulary.ts'
import { KIE_BALANCE_PATH, KIE_CREATE_PATH, KIE_RETRIEVE_PATH, kieBaseUrls } from './addresses.ts'
import { kieCallbacks } from './callbacks.ts'
import { kieDifferences } from './differences.ts'
import { kieErrors } from './errors.ts'
import { kieFailures } from './failures.ts'
import { kieFamilies } from './families/index.ts'
import { kieHosts, kieVariables } from './hosts.ts'
import { kieJudgement } from './judgement.ts'
import { openapi } from './openapi.generated.ts'
import { kieCreditRate, kiePrice } from './prices.ts'
import { kieRefusalAnswer, kieRefusals } from './refusals.ts'

const callLimits = (profile: Profile) => ({
  retrieve: kieDifferences.readLimit[profile].value,
  catalogue: kieDifferences.catalogueLimit[profile].value,
})

const DAY_MS = 24 * 60 * 60 * 1000

export const kieContract: ProviderContract = {
  name: 'kie',
  title: 'Kie',
  openapi,
  hosts: kieHosts,
  components: {
    created: 'CreateTaskResponse',
    task: 'RecordInfoResponse',
    balance: 'CreditResponse',
    callback: 'TaskCallback',
    refusal: 'ErrorResponse',
  },
  variables: kieVariables,
  baseUrls: kieBaseUrls,
  authScheme: 'Bearer',
  // Assumed: as its task ids are, 32 hex digits.
  liveKey: /^[\da-f]{32}$/,
  // Observed: 650 of 650 recorded answers have no such header.
  sendsCors: false,
  operations: [
    { id: 'kie.createTask', kind: 'create', method: 'POST', path: KIE_CREATE_PATH },
    { id: 'kie.recordInfo', kind: 'retrieve', method: 'GET', path: KIE_RETRIEVE_PATH },
    { id: 'kie.credit', kind: 'balance', method: 'GET', path: KIE_BALANCE_PATH },
    // Observed: the paths, under a host of their own; here they are on the same port.
    { id: 'kie.uploadBase64', kind: 'upload', method: 'POST', path: '/api/file-base64-upload' },
    { id: 'kie.uploadStream', kind: 'upload', method: 'POST', path: '/api/file-stream-upload' },
    { id: 'kie.uploadUrl', kind: 'upload', method: 'POST', path: '/api/file-url-upload' },
    // Observed: the id has its slash as it is.
    { id: 'kie.models', kind: 'catalogue', method: 'GET', path: '/api/v1/models' },
    { id: 'kie.model', kind: 'catalogue', method: 'GET', path: '/api/v1/models/{+model}' },
    { id: 'kie.downloadUrl', kind: 'download-link', method: 'POST', path: '/api/v1/common/download-url' },
    ...kieFamilies.flatMap(({ create, retrieve }) => [create, retrieve]),
  ],
  furtherCreatePaths: [],
  families: kieFamilies,
  createdStatus: 200,
  // Observed: always 32 lower-case hex digits. The pages mask ids; the example is the playground page's.
  taskId: { pattern: /^[0-9a-f]{32}$/, example: 'e989621f54392584b05867f87b160672' },
  errors: { documented: kieErrors('documented'), observed: kieErrors('observed') },
  refusals: kieRefusals,
  refusalAnswer: kieRefusalAnswer,
  failures: kieFailures,
  judgement: kieJudgement,
  // As the rows in differences.ts say.
  assumedErrors: ['invalid-type', 'malformed-json', 'wrong-content-type', 'body-too-large'],
  differences: Object.values(kieDifferences),
  callbacks: kieCallbacks,
  limits: {
    documented: kieDifferences.limits.documented.value,
    observed: kieDifferences.limits.observed.value,
  },
  // Observed: a file is kept 24 hours. Assumed: the names of the fields.
  uploads: {
    forms: { 'kie.uploadBase64': 'base64', 'kie.uploadStream': 'stream', 'kie.uploadUrl': 'url' },
    fields: { base64: 'base64Data', url: 'fileUrl', file: 'file', name: 'fileName', folder: 'uploadPath' },
    lifetimeMs: DAY_MS,
    // Observed: the upload hosts send CORS headers, unlike all others.
    sendsCors: true,
  },
  failsUnfetchableImages: {
    documented: kieDifferences.unfetchableImage.documented.value,
    observed: kieDifferences.unfetchableImage.observed.value,
  },
  callLimits: { documented: callLimits('documented'), observed: callLimits('observed') },
  compresses: {
    documented: kieDifferences.compression.documented.value,
    observed: kieDifferences.compression.observed.value,
  },
  // Observed: result files are kept 14 days.
  resultLifetimeMs: 14 * DAY_MS,
  mediaOf: (request) => {
    // Families have their fields at the top, and spell them otherwise.
    const input = recordOf(request.input ?? request)
    return {
      durationSeconds: numberOr(input.duration, 5),
      aspectRatio: textOr(input.aspect_ratio ?? input.aspectRatio, '16:9'),
      resolution: textOr(input.resolution, '1080p'),
    }
  },
  price: kiePrice,
  creditRate: kieCreditRate,
  // Observed: "prompt is required", without the input it stands in.
  fieldName: (path) => path.slice(path.length > 1 && path[0] === 'input' ? 1 : 0).join('.'),
  // Kie's pages state no rule across fields.
  refine: () => undefined,
  modelAt: { in: 'body', path: ['model'] },
  callbackAt: { in: 'body', path: ['callBackUrl'] },
  promptAt: ['input', 'prompt'],
}
