import { contracts } from '../../contracts/index.ts'
import { kieStates } from '../../contracts/kie/states.ts'
import { valueAt } from '../json-path.ts'
import type { ConformanceProvider } from './conformance-provider.ts'

const resultIn = (json: unknown): unknown => {
  try {
    return JSON.parse(String(valueAt(json, '$.data.resultJson')))
  } catch {
    return undefined
  }
}

const resultsOf = (json: unknown): readonly unknown[] => {
  const resultUrls = valueAt(resultIn(json), '$.resultUrls')
  return Array.isArray(resultUrls) ? resultUrls : []
}

const INPUT = {
  prompt: 'A cat on a piano',
  duration: '5',
  resolution: '720p',
  aspect_ratio: '16:9',
  negative_prompt: 'blur',
  enable_prompt_expansion: false,
  seed: 7,
}

export const kie: ConformanceProvider = {
  contract: contracts.kie,
  createPath: '/api/v1/jobs/createTask',
  retrievePath: (id) => `/api/v1/jobs/recordInfo?taskId=${encodeURIComponent(id)}`,
  balancePath: '/api/v1/chat/credit',
  components: contracts.kie.components,
  cheapest: { model: 'wan/2-5-text-to-video', input: INPUT },
  promptPath: ['input', 'prompt'],
  // Observed: "prompt is required", "duration is not within the range of allowed options".
  knownRefusals: new Set(['missing', 'outside']),
  at: {
    createdId: '$.data.taskId',
    id: '$.data.taskId',
    state: '$.data.state',
    model: '$.data.model',
    createdAt: '$.data.createTime',
    code: '$.code',
    message: '$.msg',
    balance: '$.data',
    results: '$.data.resultJson > $.resultUrls',
    record: '$.data',
  },
  // The pages mask it; one shows task_12345678.
  createdIdPattern: /^[0-9a-f]{32}$/,
  idSource: '32 lower-case hex (observed: always)',
  unknownId: '0123456789abcdef0123456789abcdef',
  isReadableLate: true,
  phases: kieStates,
  timeUnit: 'ms',
  endedAt: '$.data.completeTime',
  resultsOf,
  isRefusal: (status, json) => {
    const code = valueAt(json, '$.code')
    return status >= 400 || (code !== undefined && code !== 200)
  },
  isRateLimited: (status, json) => status === 429 || valueAt(json, '$.code') === 429,
  // Observed: "prompt is required", "duration is not within the range of allowed options".
  fieldNamedIn: (json) => /^(\S+) is (?:required|not within)/.exec(String(valueAt(json, '$.msg')))?.[1],
  // Documented: "`{resultObject: {}}` for text".
  textOf: (json) => valueAt(resultIn(json), '$.resultObject'),
  importedObjects: [],
  assumedKinds: new Set([
    'malformed-json',
    'wrong-content-type',
    'wrong-method',
    'unknown-route',
    'missing-id',
    'malformed-id',
  ]),
  furtherAnswers: {
    'unknown-model': [
      {
        profile: 'documented',
        source: 'documented: 404 of the error table fits too',
        answer: () => ({ status: 404, body: { code: 404, msg: '' } }),
      },
    ],
    // A missing model is answered as an unknown one (assumed) or as a missing field.
    'missing-model': [
      {
        profile: 'observed',
        source: 'observed: <field> is required',
        answer: () => ({ status: 200, body: { code: 500, msg: 'model is required' } }),
      },
    ],
  },
  // The playground page's callback example.
  foreignId: 'e989621f54392584b05867f87b160672',
  priceSource: 'observed: 12 credits per second at 720p, 20 at 1080p',
  arePricesAssumed: false,
}
