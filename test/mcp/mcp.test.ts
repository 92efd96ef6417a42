import { afterAll, expect, test } from 'vitest'
import { controlRoutes } from '../../src/simulator/control/control-app.ts'
import { startAgent } from '../helpers/agent.ts'
import { runCommand } from '../helpers/command.ts'
import { ask, KIE_MODEL, startTestSimulator } from '../helpers/simulator.ts'

type Environment = Readonly<Record<string, string>>

/** A client as people write it: when a request breaks off, it is sent again. */
const carelessClient = async (
  { KIE_BASE_URL, KIE_API_KEY }: Environment,
  prompt: string,
): Promise<string> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await fetch(`${KIE_BASE_URL}/api/v1/jobs/createTask`, {
        method: 'POST',
        headers: { authorization: `Bearer ${KIE_API_KEY}`, 'content-type': 'application/json' },
        body: JSON.stringify({ model: KIE_MODEL, input: { prompt } }),
      })
      const { data } = (await response.json()) as { data: { taskId: string } }
      return data.taskId
    } catch (error) {
      if (attempt === 3) throw error
    }
  }
}

test('an agent finds out in three calls that a client pays twice, and why', async () => {
  await using agent = await startAgent()
  const lostOnce = { fault: 'connection-reset', operation: 'create', call: 1, with: { at: 'accepted' } }
  const situation = await agent.call('create_situation', { scenario: { rules: [lostOnce] } })
  const task = await carelessClient(situation.data.environment, 'A cat')
  const { key } = situation.data
  const bill = await agent.call('bill', { key })
  expect(bill.data.paidTwice).toBe(1)
  expect(bill.data.text).toContain('1 task paid twice')
  const [double] = bill.data.accounts[0].doublePayments
  const explained = await agent.call('explain_requests', { key, exchange: double.first.exchange })
  expect(explained.data.items).toHaveLength(1)
  const [first] = explained.data.items
  expect(first.line).toMatch(/^POST \/api\/v1\/jobs\/createTask → /)
  expect(first).toMatchObject({
    fault: 'connection-reset',
    faultCatches: expect.stringMatching(/again|twice/),
  })
  expect(first.billed).toMatch(/accepted.*100 credits.*never learn/)
  expect(double.again.task).toBe(task)
  expect(JSON.parse(first.sent).input.prompt).toBe('A cat')
  expect(agent.calls()).toBeLessThanOrEqual(6)
})

test('it has at most twelve tools, each described, and every one of the control API is a row of its table', async () => {
  await using agent = await startAgent()
  const { result } = await agent.request('tools/list')
  const names: string[] = result.tools.map(({ name }: { name: string }) => name)
  expect(names.length).toBeLessThanOrEqual(12)
  const ofRoutes = controlRoutes.flatMap(({ tool }) => (tool === undefined ? [] : [tool.name]))
  expect(names).toEqual(['create_situation', ...ofRoutes, 'run_contract', 'grade_command'])
  for (const { description, inputSchema } of result.tools) {
    expect(description.length).toBeGreaterThan(60)
    expect(inputSchema.type).toBe('object')
    expect(inputSchema).not.toHaveProperty('oneOf')
  }
})

test('time passes when the agent says so, and tasks end', async () => {
  await using agent = await startAgent()
  const { data } = await agent.call('create_situation', { name: 'slow', clock: 'manual' })
  expect(data.key).toBe('stunt.happy.slow')
  const id = await carelessClient(data.environment, 'A dog')
  const { key } = data
  expect((await agent.call('list_tasks', { key })).data.items).toMatchObject([{ id, phase: 'queued' }])
  const clock = await agent.call('advance_clock', { key, action: 'runUntilIdle' })
  expect(clock.data).toMatchObject({ kind: 'manual', due: [] })
  const tasks = await agent.call('list_tasks', { key, phase: 'succeeded' })
  expect(tasks.data.items).toMatchObject([
    { id, prompt: 'A dog', resultUrl: expect.stringContaining('http') },
  ])
  await agent.call('reset', { key })
  expect((await agent.call('list_tasks', { key })).data.items).toEqual([])
})

test('what goes wrong is changed on the way, also by rules of your own', async () => {
  await using agent = await startAgent()
  const { data } = await agent.call('create_situation')
  const { key, environment } = data
  const changed = await agent.call('set_scenario', { key, scenario: { rules: [{ fault: 'rate-limited' }] } })
  expect(changed.data.scenario.rules).toMatchObject([{ fault: 'rate-limited' }])
  await carelessClient(environment, 'A fox').catch(() => undefined)
  const { data: requests } = await agent.call('explain_requests', { key, limit: 1 })
  expect(requests.items).toMatchObject([{ fault: 'rate-limited', billed: 'refused, 0 credits' }])
  expect((await agent.call('list_callbacks', { key })).data).toEqual({ items: [] })
})

/** For calls that change nothing. */
const shared = await startAgent()
afterAll(() => shared[Symbol.asyncDispose]())

test.each([
  [
    'create_situation',
    { scenario: 'lost-answer' },
    'There is no scenario "lost-answer"; did you mean lost-answers?',
  ],
  ['create_situation', { clock: 'fast' }, /^"clock" of the arguments is wrong: .*"real"\|"manual"/],
  [
    'list_tasks',
    { phaze: 'queued' },
    /^list_tasks has no argument "phaze"; did you mean phase\? It takes key, /,
  ],
  ['advance_clock', {}, 'advance_clock needs the argument "action".'],
  ['advance_clock', { action: 'advance', ms: -1 }, /"ms" of the body is a number of milliseconds from 0/],
  ['advance_clock', { action: 'runUntilIdle' }, /^This clock is real and moves by itself; /],
  ['bill', { key: 'two words' }, /^"key" is a text without spaces/],
  [
    'run_contract',
    { provider: 'kie', base_url: 'https://example.com' },
    /^Name the variable that holds the API key/,
  ],
  [
    'run_contract',
    { provider: 'kie', base_url: 'https://example.com', api_key_env: 'NO_KEY' },
    /^The variable NO_KEY holds no API key/,
  ],
  ['run_contract', { provider: 'kie', only: ['refusals/nothing'] }, /^There is no case "refusals\/nothing"/],
  ['grade_command', { command: ['no-such-program-here'], only: ['money'] }, /^The command cannot be run: /],
  [
    'grade_command',
    { command: ['node'], only: ['mony'] },
    'There is no obligation "mony"; did you mean money?',
  ],
  ['no_tool', {}, 'There is no tool "no_tool".'],
])('%s(%j) is refused with one sentence', async (name, args, sentence) => {
  const { isError, text } = await shared.call(name, args)
  expect(isError).toBe(true)
  expect(text).toMatch(sentence)
})

test('the free contract tier checks the simulator itself, and tells how far it is', async () => {
  await using agent = await startAgent()
  const { data, isError, text } = await agent.call(
    'run_contract',
    { provider: 'evolink' },
    { progressToken: 7 },
  )
  expect(isError, text).toBe(false)
  expect(data).toMatchObject({ holds: true, findings: [], bought: [] })
  expect(data.counts.holds).toBeGreaterThan(5)
  expect(agent.notified.at(-1).params).toMatchObject({ progressToken: 7, progress: expect.any(Number) })
})

test('it joins a simulator that runs already, and leaves it running', async () => {
  await using double = await startTestSimulator()
  await using agent = await startAgent(['--url', `${double.url}/`])
  const { data } = await agent.call('create_situation')
  expect(data.environment.KIE_BASE_URL).toBe(double.url)
  expect((await agent.call('create_situation')).data.key).toBe('stunt.happy.agent-2')
  expect(await agent.leave()).toBe(0)
  expect((await ask('GET', `${double.url}/health`)).status).toBe(200)
})

test('no key is shown, and standard output is the protocol’s alone', async () => {
  const secret = 'kie-live-0123456789abcdef0123456789abcdef'
  await using agent = await startAgent(['--log-level', 'debug'], { env: { KIE_API_KEY: secret } })
  const { data } = await agent.call('create_situation')
  await ask('GET', `${data.baseUrls.kie}/api/v1/jobs/recordInfo?taskId=${secret}`, { key: secret })
  await agent.call('explain_requests', { key: secret })
  await agent.call('explain_requests', {})
  await agent.call('bill', { key: `${secret} ` })
  await agent.call('run_contract', {
    provider: 'kie',
    base_url: data.baseUrls.kie,
    api_key_env: 'KIE_API_KEY',
    only: ['auth'],
  })
  agent.write('not JSON\n')
  await agent.request('ping')
  await agent.leave()
  expect(agent.written.stdout + agent.written.stderr).not.toContain(secret)
  for (const line of agent.written.stdout.trim().split('\n')) expect(JSON.parse(line).jsonrpc).toBe('2.0')
  expect(agent.written.stderr).toContain('about the simulator on http://127.0.0.1:')
})

test.each([
  [['--url', 'nowhere'], /^stuntdouble: --url: "nowhere" is not an http or https URL/],
  [
    ['--url', 'http://127.0.0.1:1'],
    /^stuntdouble: No simulator is ready on http:\/\/127\.0\.0\.1:1; start one with/,
  ],
  [['--url', 'http://127.0.0.1:1', '--seed', '2'], /^stuntdouble: --seed means nothing with --url/],
  [['--seed', 'x'], /^stuntdouble: --seed/],
  [[], /^stuntdouble: mcp needs a standard input/],
])('mcp %j is refused before anything is served', async (args, sentence) => {
  const { code, stdout, stderr } = await runCommand(['mcp', ...args])
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(sentence)
})

test('a line of twenty megabytes ends it with a word, instead of leaving the agent waiting', async () => {
  const agent = await startAgent()
  agent.write(`${'x'.repeat(20_000_000)}\n`)
  await agent.ended
  expect(agent.written.stderr).toMatch(/buffer|size|long/i)
})

test('an object where a text belongs is told by its name', async () => {
  await using agent = await startAgent()
  expect(await agent.call('bill', { key: { toString: 1 } })).toMatchObject({
    isError: true,
    text: '"key" of bill is a string, not an object or a list.',
  })
})
