import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CreateAnswer, contracts, judgeCreate, type ProviderName } from '../../src/contracts/index.ts'

/** Accepted, refused before work, or ambiguous: the one table that client, contract kit and grader use. */

const KIE_ID = '0123456789abcdef0123456789abcdef'
const EVOLINK_ID = 'task-unified-1757165031-uyujaw3d'

const judged = (provider: ProviderName, answer: CreateAnswer) => {
  const { verdict, kind, taskId, source } = judgeCreate(contracts[provider].judgement, answer)
  return [verdict, kind, taskId, source].filter((each) => each !== undefined).join(' ')
}

const answered = (status: number, body: unknown, headers?: Record<string, string>): CreateAnswer => ({
  kind: 'answered',
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  headers,
})

const kie = (code: number, msg: string, status = 200) => answered(status, { code, msg, data: null })
const evolink = (status: number, code: unknown, message = 'No.') =>
  answered(status, { error: { code, message, type: 'some_error' } })

test.each<[string, CreateAnswer, string]>([
  [
    'a success',
    answered(200, { code: 200, msg: 'success', data: { taskId: KIE_ID } }),
    `accepted created ${KIE_ID} documented`,
  ],
  [
    'a success whose id is under recordId',
    answered(200, { code: 200, data: { recordId: KIE_ID } }),
    `accepted created ${KIE_ID} observed`,
  ],
  [
    'a success without its code',
    answered(200, { data: { taskId: KIE_ID } }),
    `accepted created ${KIE_ID} assumed`,
  ],
  ['401', kie(401, 'Unauthorized'), 'refused unauthorized documented'],
  ['401 as HTTP status too', kie(401, 'Unauthorized', 401), 'refused unauthorized documented'],
  ['402', kie(402, 'Credits insufficient'), 'refused out-of-credits documented'],
  ['422', kie(422, 'The model name you specified is not supported.'), 'refused invalid-request documented'],
  ['429', kie(429, 'Your call frequency is too high.'), 'refused rate-limited documented'],
  [
    '433',
    kie(433, 'The current number of points used by apiKey has exceeded the daily limit'),
    'refused quota observed',
  ],
  ['455', kie(455, 'Service unavailable: maintenance'), 'refused maintenance observed'],
  ['505', kie(505, 'Feature disabled'), 'refused feature-disabled observed'],
  ['500, a field is required', kie(500, 'This field is required'), 'refused invalid-request observed'],
  [
    '500, one of two is required',
    kie(500, 'prompt or media is required'),
    'refused invalid-request observed',
  ],
  [
    '500, a field within a list is required',
    kie(500, 'shots.0.prompt is required'),
    'refused invalid-request observed',
  ],
  ['500, a field cannot be empty', kie(500, 'image_url cannot be empty'), 'refused invalid-request observed'],
  [
    '500, outside the options',
    kie(500, 'duration is not within the range of allowed options'),
    'refused invalid-request observed',
  ],
  ['500, paused', kie(500, 'This interface is temporarily paused.'), 'refused paused observed'],
  [
    '500, no credits',
    kie(500, "Credits insufficient : Your current balance isn't enough to run this request."),
    'refused out-of-credits observed',
  ],
  ['500 in other words', kie(500, 'Internal server error'), 'ambiguous server-error documented'],
  [
    '500 that ends in words of a refusal',
    kie(500, 'Write failed. A restart is required'),
    'ambiguous server-error documented',
  ],
  ['501', kie(501, 'Playground task failed.'), 'ambiguous server-error documented'],
  ['a code nobody knows', kie(418, 'I am a teapot'), 'ambiguous unknown-refusal assumed'],
  ['a refusal under another status', kie(422, 'No.', 503), 'ambiguous contradictory assumed'],
  [
    'a refusal that is not in its form',
    answered(422, { error: { code: 422, message: 'No.' } }),
    'ambiguous unreadable assumed',
  ],
  ['a code that is a text', answered(200, { code: '402', msg: 'No.' }), 'ambiguous unreadable assumed'],
  [
    'a success without an id',
    answered(200, { code: 200, msg: 'success', data: {} }),
    'ambiguous no-id assumed',
  ],
  ['a gateway’s page', answered(502, '<html>502 Bad Gateway</html>'), 'ambiguous server-error assumed'],
  ['503 with Retry-After', answered(503, '', { 'retry-after': '5' }), 'ambiguous server-error assumed'],
  ['an empty 401', answered(401, ''), 'ambiguous unreadable assumed'],
  ['a redirect', answered(308, '', { location: 'https://www.kie.ai/' }), 'ambiguous unreadable assumed'],
])('Kie: %s', (_what, answer, expected) => expect(judged('kie', answer)).toBe(expected))

test.each<[string, CreateAnswer, string]>([
  [
    'a success',
    answered(200, { id: EVOLINK_ID, status: 'pending' }),
    `accepted created ${EVOLINK_ID} documented`,
  ],
  [
    'a task that failed at once',
    answered(200, { id: EVOLINK_ID, status: 'failed', error: { code: 'x', message: 'y' } }),
    `accepted created ${EVOLINK_ID} observed`,
  ],
  ['400', evolink(400, 400), 'refused invalid-request documented'],
  ['402', evolink(402, 402), 'refused out-of-credits documented'],
  ['402 in newer words', evolink(402, 'insufficient_user_quota'), 'refused out-of-credits observed'],
  ['402 for the key’s day', evolink(402, 'key_daily_quota_exhausted'), 'refused quota observed'],
  ['402 in words nobody knows', evolink(402, 'wallet_asleep'), 'refused out-of-credits documented'],
  ['403', evolink(403, 403), 'refused forbidden documented'],
  ['404', evolink(404, 404), 'refused not-found documented'],
  ['429', evolink(429, 'rate_limit_exceeded'), 'refused rate-limited observed'],
  ['a model without a channel', evolink(503, 'no_available_channel'), 'refused paused observed'],
  ['503', evolink(503, 503), 'ambiguous server-error documented'],
  ['its own doubt', evolink(402, 'paid_outcome_unknown'), 'ambiguous server-error observed'],
  ['a conflict of keys', evolink(409, 'idempotency_conflict'), 'ambiguous unknown-refusal observed'],
  ['a status nobody knows', evolink(418, 418), 'ambiguous unknown-refusal assumed'],
  ['a code that contradicts its status', evolink(500, 402), 'ambiguous contradictory assumed'],
  ['an error under HTTP 200', evolink(200, 402), 'ambiguous contradictory assumed'],
  ['text under HTTP 200', answered(200, 'ok'), 'ambiguous unreadable assumed'],
  ['another provider’s refusal', kie(402, 'Credits insufficient', 402), 'ambiguous unreadable assumed'],
])('EvoLink: %s', (_what, answer, expected) => expect(judged('evolink', answer)).toBe(expected))

test.each<[string, ProviderName, CreateAnswer]>([
  ['a 500 around a whole success', 'kie', answered(500, { code: 200, data: { taskId: KIE_ID } })],
  ['a 422 around a whole success', 'evolink', answered(422, { id: EVOLINK_ID, status: 'pending' })],
  [
    'a refusal that has an id',
    'kie',
    answered(200, { code: 402, msg: 'Credits insufficient', data: { taskId: KIE_ID } }),
  ],
  ['task_id as key', 'kie', answered(202, { task_id: KIE_ID })],
  ['jobId as key', 'kie', answered(200, { success: true, jobId: 'any-form-at-all' })],
  ['a number as id', 'kie', answered(200, { result: { task_id: 123_456 } })],
  ['deep inside', 'evolink', answered(200, { data: [{ task: { id: EVOLINK_ID } }] })],
  ['JSON inside a string', 'kie', answered(200, { code: 500, msg: JSON.stringify({ taskId: KIE_ID }) })],
  ['JSON without its end', 'kie', answered(200, `{"code":200,"data":{"taskId":"${KIE_ID}","recor`)],
  ['a byte order mark in a wrong place', 'evolink', answered(200, `ok \uFEFF{"id":"${EVOLINK_ID}"}`)],
  ['a redirect to the task', 'evolink', answered(303, '', { location: `/v1/tasks/${EVOLINK_ID}` })],
  [
    'a redirect with a query',
    'kie',
    answered(303, '', { location: `/api/v1/jobs/recordInfo?taskId=${KIE_ID}` }),
  ],
  [
    'what came before the connection broke',
    'kie',
    { kind: 'cut-off', status: 200, text: `{"data":{"taskId":"${KIE_ID}",` },
  ],
])('an id beats every other reading: %s', (_what, provider, answer) => {
  expect(judged(provider, answer)).toMatch(/^accepted id-elsewhere \S+ assumed$/)
})

test.each<[string, CreateAnswer, string]>([
  ['nothing sent', { kind: 'not-sent' }, 'refused not-sent observed'],
  ['nothing came', { kind: 'no-answer' }, 'ambiguous no-answer assumed'],
  [
    'an id that is cut through',
    { kind: 'cut-off', text: '{"data":{"taskId":"0123' },
    'ambiguous cut-off assumed',
  ],
])('the wire: %s', (_what, answer, expected) => {
  expect(judged('kie', answer)).toBe(expected)
  expect(judged('evolink', answer)).toBe(expected)
})

test.each([
  [{ request_id: KIE_ID }],
  [{ code: 422, msg: 'No.', data: { taskId: null, requestId: KIE_ID } }],
  [{ error: { code: 400, message: 'Invalid task ID format', param: 'task_id' } }],
  [{ taskId: '' }],
  [{ id: 'not-the-form' }],
])('what only looks like an id is not one: %j', (body) => {
  expect(judged('kie', answered(200, body))).not.toMatch(/^accepted/)
  expect(judged('evolink', answered(400, body))).not.toMatch(/^accepted/)
})

for (const provider of ['kie', 'evolink'] as const)
  for (const profile of ['documented', 'observed'] as const)
    test(`${provider} (${profile}): what the contract says of refusals, the table knows`, () => {
      const doubtful = Object.entries(contracts[provider].errors[profile])
        .filter(([, answer]) => {
          const { status, body } = answer({ field: 'prompt', operation: 'create' })
          return (
            judgeCreate(contracts[provider].judgement, { kind: 'answered', status, body }).verdict !==
            'refused'
          )
        })
        .map(([kind]) => kind)
      // A create request cannot have a malformed task id, and Kie says of one what it says of an unknown task.
      // Observed: Kie's 455 is said before any work.
      const says455 = provider === 'kie' && profile === 'observed'
      const expected = ['server-error', 'bad-gateway', ...(says455 ? [] : ['unavailable'])]
      expect(doubtful.filter((kind) => !/id$|unknown-task/.test(kind))).toEqual(expected)
    })

test('a judgement is a refusal only by a row that is documented or observed, whatever comes', () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.record({ code: fc.nat(600), msg: fc.string(), error: fc.jsonValue() }),
  )
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 599 }), value, (status, body) => {
      for (const { judgement } of Object.values(contracts)) {
        const { verdict, source } = judgeCreate(judgement, { kind: 'answered', status, body })
        if (verdict === 'refused') expect(source).not.toBe('assumed')
        if (verdict === 'refused')
          expect(judgement.statementIn(status, body)).toMatchObject({ kind: 'error', fitsStatus: true })
      }
    }),
  )
})
