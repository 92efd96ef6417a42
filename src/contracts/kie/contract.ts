import type { ProviderContract } from '../contract.ts'
import { numberOr, recordOf, textOr } from '../media.ts'
import { kieCallbacks } from './callbacks.ts'
import { kieDifferences } from './differences.ts'
import { kieErrors } from './errors.ts'
import { kieJudgement } from './judgement.ts'
import { openapi } from './openapi.generated.ts'
import { kiePrice } from './prices.ts'

const DAY_MS = 24 * 60 * 60 * 1000

export const kieContract: ProviderContract = {
  name: 'kie',
  openapi,
  prefixes: [''],
  operations: [
    { id: 'kie.createTask', kind: 'create', method: 'POST', path: '/api/v1/jobs/createTask' },
    { id: 'kie.recordInfo', kind: 'retrieve', method: 'GET', path: '/api/v1/jobs/recordInfo' },
    { id: 'kie.credit', kind: 'balance', method: 'GET', path: '/api/v1/chat/credit' },
    { id: 'kie.downloadUrl', kind: 'download-link', method: 'POST', path: '/api/v1/common/download-url' },
  ],
  errors: { documented: kieErrors('documented'), observed: kieErrors('observed') },
  judgement: kieJudgement,
  differences: Object.values(kieDifferences),
  callbacks: kieCallbacks,
  limits: {
    documented: kieDifferences.limits.documented.value,
    observed: kieDifferences.limits.observed.value,
  },
  // Observed: result files are kept 14 days.
  resultLifetimeMs: 14 * DAY_MS,
  mediaOf: (request) => {
    const input = recordOf(request.input)
    return {
      durationSeconds: numberOr(input.duration, 5),
      aspectRatio: textOr(input.aspect_ratio, '16:9'),
      resolution: textOr(input.resolution, '1080p'),
    }
  },
  price: kiePrice,
  // Observed: "prompt is required", without the input it stands in.
  fieldName: (path) => path.slice(path.length > 1 && path[0] === 'input' ? 1 : 0).join('.'),
  // Kie's pages state no rule across fields.
  refine: () => undefined,
  callbackField: 'callBackUrl',
  promptOf: (request) => textOr(recordOf(request.input).prompt, '') || undefined,
}
