import type { ProviderContract } from '../contract.ts'
import { numberOr, textOr } from '../media.ts'
import { evolinkCallbacks } from './callbacks.ts'
import { evolinkDifferences } from './differences.ts'
import { evolinkErrors } from './errors.ts'
import { evolinkJudgement } from './judgement.ts'
import { openapi } from './openapi.generated.ts'
import { evolinkPrice } from './prices.ts'
import { refineEvolinkCreate } from './refinements.ts'

const DAY_MS = 24 * 60 * 60 * 1000

export const evolinkContract: ProviderContract = {
  name: 'evolink',
  openapi,
  // The reseller serves the same API under /apiv1 (documented: the mirror page's server URL).
  prefixes: ['', '/apiv1'],
  operations: [
    { id: 'evolink.createVideo', kind: 'create', method: 'POST', path: '/v1/videos/generations' },
    { id: 'evolink.retrieveTask', kind: 'retrieve', method: 'GET', path: '/v1/tasks/{task_id}' },
    { id: 'evolink.credits', kind: 'balance', method: 'GET', path: '/v1/credits' },
  ],
  errors: { documented: evolinkErrors, observed: evolinkErrors },
  judgement: evolinkJudgement,
  differences: Object.values(evolinkDifferences),
  callbacks: evolinkCallbacks,
  limits: {
    documented: evolinkDifferences.limits.documented.value,
    observed: evolinkDifferences.limits.observed.value,
  },
  // Documented: "Generated video links are valid for 24 hours".
  resultLifetimeMs: DAY_MS,
  mediaOf: (request) => ({
    durationSeconds: numberOr(request.duration, 5),
    aspectRatio: textOr(request.aspect_ratio, '16:9'),
    resolution: textOr(request.quality, '720p'),
  }),
  price: evolinkPrice,
  fieldName: (path) => path.join('.'),
  refine: refineEvolinkCreate,
  callbackField: 'callback_url',
  promptOf: (request) => textOr(request.prompt, '') || undefined,
}
