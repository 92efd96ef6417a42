import { expect, test } from 'vitest'
import { namedScenarios } from '../../../src/simulator/scenarios/named.ts'
import { startSimulator } from '../../../src/simulator/start-simulator.ts'
import { BOTH, start } from '../faults/job.ts'

test('each says in one line what it does', () => {
  for (const { name, about } of namedScenarios()) {
    expect(about, name).toMatch(/^[A-Z].*\.$/)
    expect(about.length, name).toBeLessThan(120)
  }
})

test.each(BOTH)(
  'rate-limited: %s refuses the third create until the clock has moved on',
  async (_name, wire) => {
    await using double = await start()
    const options = { key: 'stunt.rate-limited.a' }
    const codes = []
    for (let nth = 0; nth < 3; nth += 1)
      codes.push(wire.codeOf(await wire.create(double, undefined, undefined, options)))
    expect(codes).toEqual([200, 200, 429])
    await double.put('/__stuntdouble/clock', { action: 'advance', ms: 10_000 }, options)
    expect((await wire.create(double, undefined, undefined, options)).status).toBe(200)
  },
)

test.each(BOTH)('out-of-credits: %s refuses creates, and the balance is 0', async (_name, wire) => {
  await using double = await start()
  const options = { key: 'stunt.out-of-credits.a' }
  expect(wire.codeOf(await wire.create(double, undefined, undefined, options))).toBe(402)
  expect((await double.get('/api/v1/chat/credit', options)).json.data).toBe(0)
})

test('moderated: tasks fail in the words of their provider', async () => {
  await using double = await start({ profile: 'observed', scenario: 'moderated' })
  const { taskId } = (await double.createKie()).json.data
  const { id } = (await double.createEvolink()).json
  await double.advance(4_000)
  expect((await double.recordInfo(taskId)).json.data).toMatchObject({
    failCode: '400',
    failMsg: 'Your prompt was flagged by Website as violating content policies.',
  })
  expect((await double.retrieve(id)).json.error).toMatchObject({ code: 'content_policy_violation' })
})

test('lost-answers: creates are billed and nothing comes back', async () => {
  await using double = await start({ scenario: 'lost-answers' })
  const calls = Array.from({ length: 12 }, () =>
    double.createEvolink().then(
      ({ json }) => json.id,
      () => undefined,
    ),
  )
  const answered = Promise.all(calls)
  while ((await double.get('/__stuntdouble/tasks')).json.items.length < 12);
  await double.advance(60_000)
  expect((await answered).filter((id) => id !== undefined)).toEqual([])
})

test('what a named scenario cannot do here is left out, and says so', async () => {
  const notesOf = async (kieWebhookKey?: string) => {
    await using double = await start({ kieWebhookKey })
    const { items } = (await double.get('/__stuntdouble/scenarios')).json
    const { rules } = items.find(({ name }: { name: string }) => name === 'callback-chaos')
    return rules.find(({ fault }: { fault: string }) => fault === 'callback-bad-signature')
  }
  expect(await notesOf()).toBeUndefined()
  expect(await notesOf('secret')).toMatchObject({ only: ['kie'] })
})

const refused = async (rule: unknown, options = {}): Promise<string> => {
  try {
    const simulator = await startSimulator({ port: 0, scenarios: { mine: { rules: [rule] } }, ...options })
    await simulator.close()
    return 'started'
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`
  }
}

test.each([
  [
    { fault: 'callback-bad-signature' },
    'callback-bad-signature can do nothing here: Kie signs its callbacks only with a --kie-webhook-key; EvoLink does not sign its callbacks.',
  ],
  [
    { fault: 'callback-bad-signature', provider: 'evolink' },
    'callback-bad-signature can do nothing here: EvoLink does not sign its callbacks.',
  ],
  [
    { fault: 'hang', operation: 'download-link', provider: 'evolink' },
    'hang cannot strike download-link of evolink: there is no such call.',
  ],
  [{ fault: 'task-fails', operation: 'retrieve' }, 'task-fails cannot strike retrieve; it strikes create.'],
])('a rule of your own that can do nothing is refused: %j', async (rule, sentence) => {
  expect(await refused(rule)).toBe(`SettingError: Scenario mine, rule 1: ${sentence}`)
})

test('what needs a moving task is refused where time moves none', async () => {
  expect(await refused({ fault: 'state-goes-back' }, { progress: 'manual' })).toContain(
    'needs tasks that progress with time',
  )
  expect(await refused({ fault: 'unknown-state' }, { progress: 'immediate' })).toContain(
    'never seen under way',
  )
  expect(await refused({ fault: 'state-goes-back' })).toBe('started')
})
