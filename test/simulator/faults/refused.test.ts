import { expect, test } from 'vitest'
import { contracts, judgeCreate, type RefusalName, refusalNames } from '../../../src/contracts/index.ts'
import { BOTH, start, tasksOf } from './job.ts'

const asking = (fault: string) => ({ headers: { 'x-stuntdouble-fault': fault } })

test('any code and message, at both providers, before any work', async () => {
  await using double = await start({ profile: 'observed' })
  const fault = 'refused code=433 message="The daily limit is reached" data={"left":0}'
  const kie = await double.createKie({}, {}, asking(fault))
  expect(kie).toMatchObject({
    status: 200,
    json: { code: 433, msg: 'The daily limit is reached', data: { left: 0 } },
  })
  const evolink = await double.createEvolink(
    {},
    asking('refused code=key_quota_exhausted message="No more" data={"left":0}'),
  )
  expect(evolink).toMatchObject({
    status: 402,
    json: { error: { code: 'key_quota_exhausted', message: 'No more', details: { left: 0 } } },
  })
  expect(await tasksOf(double)).toBe(0)
})

test('under the documented profile Kie’s code is its HTTP status too, unless another is asked for', async () => {
  await using double = await start()
  expect((await double.createKie({}, {}, asking('refused code=455'))).status).toBe(455)
  expect((await double.createKie({}, {}, asking('refused code=455 status=503'))).status).toBe(503)
})

test('a code alone brings the words that the provider has for it', async () => {
  await using double = await start({ profile: 'observed' })
  const { json } = await double.createKie({}, {}, asking('refused code=433'))
  expect(json.msg).toBe('The current number of points used by apiKey has exceeded the daily limit')
})

test('the empty account is refused under either code', async () => {
  await using double = await start({ profile: 'observed', credits: 10 })
  const words =
    'Credits insufficient : Your current balance isn’t enough to run this request. Please top up to continue.'
  expect((await double.createKie()).json).toEqual({ code: 402, msg: words, data: null })
  const other = await double.createKie({}, {}, asking('refused as=out-of-credits code=500'))
  expect(other.json).toEqual({ code: 500, msg: words, data: null })
})

test.each(BOTH)('%s refuses every operation, by rule, prompt and control API too', async (_name, wire) => {
  await using double = await start()
  const { status } = await wire.read(double, 'x', 'refused code=503')
  expect(status).toBe(503)
  const input = { prompt: 'a cat [[stunt: refused code=503 message="by prompt"]]' }
  const prompted =
    wire.createPath === '/v1/videos/generations'
      ? await double.createEvolink(input)
      : await double.createKie(input)
  expect(prompted.text).toContain('by prompt')
  await double.put('/__stuntdouble/scenario', {
    scenario: { rules: [{ fault: 'refused', with: { code: 503, message: 'by rule' } }] },
  })
  expect((await wire.create(double)).text).toContain('by rule')
  expect((await double.get('/v1/credits')).text).toContain('by rule')
})

/** What the judgement calls each of them: never anything that may have been billed. */
const KINDS: Readonly<Record<RefusalName, string>> = {
  maintenance: 'maintenance',
  quota: 'quota',
  paused: 'paused',
  'feature-disabled': 'feature-disabled',
  'field-required': 'invalid-request',
  'out-of-credits': 'out-of-credits',
  'key-disabled': 'unauthorized',
  'key-expired': 'unauthorized',
  'model-denied': 'forbidden',
  'model-unavailable': 'paused',
}

const STATED = Object.values(contracts).flatMap((contract) =>
  refusalNames.flatMap((name) =>
    contract.refusals[name] === undefined ? [] : [[contract.name, name] as const],
  ),
)

test.each(STATED)('what %s says as %s is judged a refusal before any work', async (provider, name) => {
  await using double = await start({ profile: 'observed' })
  const fault = asking(`refused as=${name}`)
  const { status, json } =
    provider === 'kie' ? await double.createKie({}, {}, fault) : await double.createEvolink({}, fault)
  const judgement = judgeCreate(contracts[provider].judgement, { kind: 'answered', status, body: json })
  // EvoLink's 503 says that it may be sent again, and not whether this one was begun.
  const isOpen = provider === 'evolink' && name === 'maintenance'
  expect(judgement).toMatchObject(
    isOpen ? { verdict: 'ambiguous' } : { verdict: 'refused', kind: KINDS[name] },
  )
})

test.each([
  ['refused as=key-disabled', 'Kie has no words for key-disabled; it has some for'],
  ['refused code=key_disabled', "Kie's codes are whole numbers"],
  ['refused as=quotas', 'did you mean quota?'],
  ['refused status=9', 'is not an HTTP status'],
])('what Kie cannot say is noted, and the call goes on: %s', async (fault, words) => {
  await using double = await start()
  const { status, headers } = await double.createKie({}, {}, asking(fault))
  expect(status).toBe(200)
  expect(headers['x-stuntdouble-note']).toContain(words)
})

test.each([
  ['stunt.maintenance.a', 455],
  ['stunt.quota.a', 433],
  ['stunt.paused.a', 500],
])('a key chooses it: %s', async (key, code) => {
  await using double = await start({ profile: 'observed' })
  expect((await double.createKie({}, {}, { key })).json.code).toBe(code)
})
