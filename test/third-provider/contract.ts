import type {
  ErrorDetail,
  ErrorTable,
  JudgementTable,
  ProviderContract,
  ProviderName,
  WireAnswer,
} from '../../src/contracts/index.ts'
import { numberOr, recordOf, textOr } from '../../src/contracts/media.ts'

/** A provider that does not exist, and does everything otherwise than the two that do. No shared file knows its name. */
const LUMEN = 'lumen' as ProviderName

export const LUMEN_MODEL = 'lumen-1-text-to-video'

const refusal =
  (status: number, type: string, msg: string) =>
  ({ field }: ErrorDetail): WireAnswer => ({
    status,
    body: { detail: [{ loc: field === undefined ? [] : ['body', field], type, msg }] },
  })

const INVALID = refusal(422, 'value_error', 'Input should be valid')
const NOT_FOUND = refusal(404, 'not_found', 'Not found')

const errors: ErrorTable = {
  unauthorized: refusal(401, 'unauthorized', 'Cannot access application'),
  'malformed-json': refusal(422, 'json_invalid', 'JSON decode error'),
  'wrong-content-type': refusal(422, 'json_invalid', 'JSON decode error'),
  'body-too-large': refusal(413, 'too_large', 'Request body too large'),
  'wrong-method': refusal(405, 'method', 'Method Not Allowed'),
  'unknown-route': NOT_FOUND,
  'missing-field': refusal(422, 'missing', 'Field required'),
  'invalid-type': INVALID,
  'too-long': INVALID,
  'invalid-value': INVALID,
  'missing-model': NOT_FOUND,
  'unknown-model': NOT_FOUND,
  'missing-id': NOT_FOUND,
  'malformed-id': NOT_FOUND,
  'unknown-task': NOT_FOUND,
  'foreign-link': NOT_FOUND,
  'out-of-credits': refusal(403, 'balance', 'User is locked. Reason: Exhausted balance.'),
  'rate-limited': refusal(429, 'rate_limit', 'Too many requests'),
  'server-error': refusal(500, 'internal', 'Internal Server Error'),
  'bad-gateway': refusal(502, 'upstream', 'Bad Gateway'),
  unavailable: refusal(503, 'unavailable', 'Service Unavailable'),
}

const judgement: JudgementTable = {
  statementIn: (status, body) => {
    const { request, detail } = recordOf(body)
    const { ref } = recordOf(request)
    if (status === 201 && typeof ref === 'string')
      return { kind: 'success', taskId: ref, source: 'documented' }
    if (!Array.isArray(detail)) return undefined
    const { type, msg } = recordOf(detail[0])
    return {
      kind: 'error',
      codes: [String(type), status],
      message: textOr(msg, ''),
      fitsStatus: status >= 400,
    }
  },
  rows: [
    { codes: [401], verdict: 'refused', kind: 'unauthorized', source: 'documented', from: 'the page' },
    { codes: [404], verdict: 'refused', kind: 'not-found', source: 'documented', from: 'the page' },
    { codes: [422], verdict: 'refused', kind: 'invalid-request', source: 'documented', from: 'the page' },
    { codes: [500], verdict: 'ambiguous', kind: 'server-error', source: 'documented', from: 'the page' },
  ],
  taskId: /^req_[0-9a-f]{32}$/,
}

const json = (schema: string) => ({
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
})

const answers = (status: number, schema: string) => ({
  responses: { [status]: { description: schema, ...json(schema) } },
})

const openapi: ProviderContract['openapi'] = {
  openapi: '3.1.0',
  info: { title: 'Lumen', version: '1' },
  servers: [{ url: 'https://queue.lumen.example' }],
  paths: {
    '/queue/{model}': {
      post: {
        operationId: 'submit',
        parameters: [
          { name: 'model', in: 'path', required: true, schema: { type: 'string', enum: [LUMEN_MODEL] } },
          { name: 'webhook', in: 'query', schema: { type: 'string' } },
        ],
        requestBody: json('LumenRequest'),
        ...answers(201, 'Submitted'),
      },
    },
    '/queue/requests/{request_id}/status': { get: { operationId: 'status', ...answers(200, 'Status') } },
    '/queue/requests/{request_id}': { get: { operationId: 'output', ...answers(200, 'Output') } },
    '/queue/balance': { get: { operationId: 'balance', ...answers(200, 'Balance') } },
  },
  components: {
    schemas: {
      LumenRequest: {
        type: 'object',
        properties: {
          prompt: { type: 'string', minLength: 1, maxLength: 800 },
          seconds: { type: 'integer', enum: [5, 10] },
          ratio: { type: 'string', enum: ['16:9', '9:16'] },
        },
        required: ['prompt'],
      },
      Submitted: {
        type: 'object',
        properties: {
          request: { type: 'object', properties: { ref: { type: 'string' } }, required: ['ref'] },
        },
        required: ['request'],
      },
      Status: {
        type: 'object',
        properties: { ref: { type: 'string' }, status: { type: 'string' } },
        required: ['ref', 'status'],
      },
      Output: { type: 'object', properties: { output: { type: 'object' } }, required: ['output'] },
      Balance: { type: 'object', properties: { balance: { type: 'number' } }, required: ['balance'] },
      Event: {
        type: 'object',
        properties: { type: { type: 'string' }, data: { type: 'object' } },
        required: ['type', 'data'],
      },
      Refusal: { type: 'object', properties: { detail: { type: 'array', items: {} } }, required: ['detail'] },
    },
  },
}

export const lumenContract: ProviderContract = {
  name: LUMEN,
  title: 'Lumen',
  openapi,
  hosts: [{ name: 'queue.lumen.example', serves: 'api', prefix: '', source: 'assumed' }],
  components: {
    created: 'Submitted',
    task: 'Status',
    balance: 'Balance',
    callback: 'Event',
    refusal: 'Refusal',
  },
  variables: { apiKey: 'LUMEN_KEY', baseUrl: 'LUMEN_URL', webhookKey: 'LUMEN_WEBHOOK_SECRET' },
  baseUrls: { lumen: '' },
  authScheme: 'Key',
  operations: [
    { id: 'lumen.submit', kind: 'create', method: 'POST', path: '/queue/{model}' },
    { id: 'lumen.status', kind: 'retrieve', method: 'GET', path: '/queue/requests/{request_id}/status' },
    { id: 'lumen.output', kind: 'retrieve', method: 'GET', path: '/queue/requests/{request_id}' },
    { id: 'lumen.balance', kind: 'balance', method: 'GET', path: '/queue/balance' },
  ],
  furtherCreatePaths: [],
  createdStatus: 201,
  taskId: { pattern: /^req_[0-9a-f]{32}$/, example: 'req_0123456789abcdef0123456789abcdef' },
  errors: { documented: errors, observed: errors },
  assumedErrors: [],
  judgement,
  differences: [],
  callbacks: {
    timeoutMs: 15_000,
    retryDelaysMs: [5_000, 60_000],
    source: 'assumed',
    refuses: (url) => (url.startsWith('https://') ? undefined : 'webhook must be an https URL'),
  },
  limits: { documented: undefined, observed: undefined },
  resultLifetimeMs: 3_600_000,
  mediaOf: (request) => ({
    durationSeconds: numberOr(request.seconds, 5),
    aspectRatio: textOr(request.ratio, '16:9'),
    resolution: '720p',
  }),
  price: ({ durationSeconds }) => durationSeconds * 2,
  creditRate: { perDollar: 100, source: 'documented', from: 'the page' },
  fieldName: (path) => path.join('.'),
  refine: () => undefined,
  modelAt: { in: 'path', name: 'model' },
  callbackAt: { in: 'query', name: 'webhook' },
  promptAt: ['prompt'],
  refusals: {
    maintenance: { code: 'maintenance', message: 'Back soon.', from: 'assumed' },
  },
  refusalAnswer: ({ code, message, status = 409 }) => ({ status, body: { error: { code, text: message } } }),
  failsUnfetchableImages: { documented: false, observed: false },
  callLimits: { documented: {}, observed: {} },
  compresses: { documented: false, observed: false },
  failures: {
    moderated: { code: 'content_policy', message: 'The prompt was refused.', from: 'assumed' },
  },
}
