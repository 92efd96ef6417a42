import type { ConformanceProvider } from '../../src/conformance/providers/conformance-provider.ts'
import type { ProviderRegistry } from '../../src/conformance/providers/index.ts'
import { LUMEN_MODEL, lumenContract } from './contract.ts'

const CHEAPEST = { prompt: 'A cat on a piano', seconds: 5, ratio: '16:9' }

const lumen: ConformanceProvider = {
  contract: lumenContract,
  createPath: `/queue/${LUMEN_MODEL}`,
  retrievePath: (id) => `/queue/requests/${encodeURIComponent(id)}/status`,
  balancePath: '/queue/balance',
  components: lumenContract.components,
  cheapest: CHEAPEST,
  promptPath: ['prompt'],
  knownRefusals: new Set(['missing', 'outside']),
  at: {
    createdId: '$.request.ref',
    id: '$.ref',
    state: '$.status',
    model: '$.model',
    createdAt: '$.created',
    code: '$.detail[0].type',
    message: '$.detail[0].msg',
    field: '$.detail[0].loc[1]',
    balance: '$.balance',
    results: '$.output.videos',
    record: '$',
  },
  createdIdPattern: /^req_[0-9a-f]{32}$/,
  idSource: 'req_<32 lower-case hex>',
  unknownId: 'req_ffffffffffffffffffffffffffffffff',
  isReadableLate: false,
  phases: { IN_QUEUE: 'queued', IN_PROGRESS: 'running', COMPLETED: 'succeeded', FAILED: 'failed' },
  timeUnit: 's',
  resultsOf: () => [],
  bills: { query: [], callback: [] },
  saysOutput: () => [],
  failing: { body: { ...CHEAPEST, prompt: '' }, isLocalOnly: true },
  requestIn: () => undefined,
  saysAlike: () => false,
  isRefusal: (status) => status >= 400,
  isRateLimited: (status) => status === 429,
  fieldNamedIn: () => undefined,
  textOf: () => undefined,
  importedObjects: [],
  assumedKinds: new Set(),
  furtherAnswers: {},
  foreignId: lumenContract.taskId.example,
  priceSource: 'the page',
  arePricesAssumed: true,
}

/** What the contract kit has to know of the third provider, and no case of its own. */
export const checkedLumen: ProviderRegistry = { lumen: { facts: lumen, cases: [] } }
