import { parsedJson } from '../../contracts/check/json.ts'
import { contracts } from '../../contracts/index.ts'
import { KIE_BALANCE_PATH, KIE_CREATE_PATH, KIE_RETRIEVE_PATH } from '../../contracts/kie/addresses.ts'
import { kieStates } from '../../contracts/kie/states.ts'
import { valueAt } from '../json-path.ts'
import { type ConformanceProvider, type CreateBody, FAILING_PROMPT } from './conformance-provider.ts'

const resultIn = (json: unknown): unknown => parsedJson(String(valueAt(json, '$.data.resultJson')))

/** Documented: param is the create request as JSON text. Observed: its input is JSON text once more. */
const requestIn = (json: unknown): CreateBody | undefined => {
  const param = parsedJson(String(valueAt(json, '$.data.param')))
  if (typeof param !== 'object' || param === null) return undefined
  const input = valueAt(param, '$.input')
  return { ...param, input: typeof input === 'string' ? parsedJson(input) : input }
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
  createPath: KIE_CREATE_PATH,
  retrievePath: (id) => `${KIE_RETRIEVE_PATH}?taskId=${encodeURIComponent(id)}`,
  balancePath: KIE_BALANCE_PATH,
  components: contracts.kie.components,
  cheapest: { model: 'wan/2-5-text-to-video', input: INPUT },
  promptPath: ['input', 'prompt'],
  // Observed: "prompt is required", "duration is not within the range of allowed options".
  knownRefusals: new Set(['missing', 'outside']),
  at: {
    createdId: '$.data.taskId',
    // Observed: equal to taskId.
    createdIdAgain: '$.data.recordId',
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
  // Observed in the query; the callback examples have the older name.
  bills: {
    query: ['$.data.creditsConsumed'],
    callback: ['$.data.consumeCredits', '$.data.creditsConsumed'],
  },
  saysOutput: () => [],
  remainsAt: '$.data.remainedCredits',
  // Documented: 200 with success and 501 with fail in the callback examples; observed: 400 and 500 with fail too.
  codeFitsState: (json) => {
    const state = valueAt(json, '$.data.state')
    if (state !== 'success' && state !== 'fail') return true
    return (valueAt(json, '$.code') === 200) === (state === 'success')
  },
  // Observed: a picture that cannot be fetched fails the task, at 0 credits. Nobody can own a name in .invalid (RFC 2606).
  failing: {
    body: {
      model: 'wan/2-5-image-to-video',
      input: {
        prompt: FAILING_PROMPT,
        image_url: 'https://stuntdouble.invalid/cat.png',
        duration: '5',
        resolution: '720p',
      },
    },
    isLocalOnly: false,
  },
  requestIn,
  saysAlike: (key, query, callback) => {
    if (typeof query !== 'number' || typeof callback !== 'number') return false
    // Observed: callbacks have whole seconds where the query has milliseconds.
    if (/Time$/.test(key) && key !== 'costTime') return callback === query - (query % 1_000)
    // Observed: 21 for a span of 24 s, so the two are not taken at the same moment.
    return key === 'costTime' && Math.abs(callback - query) <= Math.max(5, query * 0.2)
  },
  // A task is one, whatever is around it; else the code in the body tells, whatever the status.
  isRefusal: (status, json) => {
    const code = valueAt(json, '$.code')
    if (typeof valueAt(json, '$.data.state') === 'string') return false
    return typeof code === 'number' ? code !== 200 : status >= 400 || code !== undefined
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
    // Assumed: a model of the wrong type may be refused as an unknown one; nobody has documented or observed it.
    'invalid-type': [
      {
        profile: 'observed',
        source: 'assumed: refused as an unknown model',
        answer: () => ({ status: 200, body: { code: 422, msg: '' } }),
      },
    ],
    'unknown-model': [
      {
        profile: 'documented',
        source: 'documented: 404 of the error table fits too',
        answer: () => ({ status: 404, body: { code: 404, msg: '' } }),
      },
    ],
    // The response to a missing model is that of an unknown one (assumed) or of a missing field.
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
