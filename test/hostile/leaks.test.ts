import { expect, test } from 'vitest'
import { startCommand } from '../helpers/command.ts'
import { ask, startTestSimulator } from '../helpers/simulator.ts'

const KEY = 'sk-live/42+cafe-and-more'
const OTHER = 'sk-of-another-account'
const REFUSED = 'sk-that-opens-nothing'
const ODD = 'sk-in-an-unusual-header'
const PASSWORD = 'pass-word-of-mine'

const secretsIn = (text: string): string[] => {
  const forms = [KEY, OTHER, REFUSED, ODD, PASSWORD].flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    secret.replaceAll('/', '\\/'),
    secret.replaceAll('/', '\\\\/'),
    Buffer.from(secret).toString('base64').slice(0, -4),
  ])
  return forms.filter((form) => text.includes(form))
}

/** One create request with keys and passwords wherever a careless client may put them. */
const createWithSecrets = async (url: string): Promise<void> => {
  const callback = `${url.replace('//', `//me:${PASSWORD}@`)}/__stuntdouble/inbox/x?key=${encodeURIComponent(KEY)}`
  const prompt = `${KEY} ${OTHER} ${REFUSED} ${PASSWORD} ${Buffer.from(KEY).toString('base64')}`
  const text = JSON.stringify({ model: 'wan/2-5-text-to-video', input: { prompt }, callBackUrl: callback })
  await ask('GET', `${url}/v1/credits`, { key: OTHER })
  await ask('GET', `${url}/v1/credits?x=${REFUSED}`, {
    key: null,
    headers: { authorization: `Bearer Bearer "${REFUSED}"` },
  })
  await ask('POST', `${url}/api/v1/jobs/createTask?key=${encodeURIComponent(KEY)}`, {
    key: KEY,
    headers: { 'x-access-key': ODD, 'x-what': ODD },
    body: text.replaceAll('/', '\\/'),
  })
}

const WINDOWS = [
  'tasks',
  'exchanges',
  'deliveries',
  'inbox/x',
  'exchanges.har',
  'accounts',
  'clock',
  'scenarios',
  'inbox',
]

test.each(WINDOWS)('no key and no password comes out of %s', async (window) => {
  await using double = await startTestSimulator()
  await createWithSecrets(double.url)
  await double.runUntilIdle()
  const { status, text } = await double.get(`/__stuntdouble/${window}`, { key: null })
  expect(status).toBe(200)
  expect(secretsIn(text)).toEqual([])
  if (window === 'tasks') expect(text).toContain('[redacted]')
  if (window === 'inbox/x') expect(text).toContain('"authorization":"[redacted]"')
})

test('no key and no password comes out of the events', async () => {
  await using double = await startTestSimulator()
  const caller = new AbortController()
  const stream = await fetch(`${double.url}/__stuntdouble/events`, { signal: caller.signal })
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  await createWithSecrets(double.url)
  await double.runUntilIdle()
  let text = ''
  while (!text.includes('event: clock')) text += (await reader?.read())?.value ?? ''
  caller.abort()
  expect(text).toContain('event: delivery')
  expect(secretsIn(text)).toEqual([])
})

test('no key and no password comes out of the log', async () => {
  const flags = ['--port', '0', '--clock', 'manual', '--log-level', 'debug']
  await using command = await startCommand(flags)
  await createWithSecrets(command.url)
  await ask('PUT', `${command.url}/__stuntdouble/clock`, { key: null, body: { action: 'runUntilIdle' } })
  expect(command.stderr()).toContain('createTask')
  expect(secretsIn(command.stderr())).toEqual([])
})

test('words of our own stay, although a key looks like one', async () => {
  await using double = await startTestSimulator()
  await double.createEvolink({}, { key: 'evolink' })
  expect((await double.get('/__stuntdouble/tasks', { key: 'evolink' })).json.items).toMatchObject([
    { provider: 'evolink', phase: 'queued' },
  ])
})

test('no key comes out of a list of inboxes, an error of the control API or a state, whatever it was used for', async () => {
  await using double = await startTestSimulator({ unknownModels: 'accept' })
  const all = { key: KEY }
  await double.createEvolink({ model: KEY }, all)
  await double.createEvolink(
    {},
    { key: KEY, headers: { 'x-stuntdouble-fault': `task-fails message=${KEY}` } },
  )
  await double.createEvolink({ prompt: `[[stunt: task-fails code=${KEY}]]` }, all)
  const rules = [{ fault: 'task-fails', prompt: KEY, model: KEY, with: { message: KEY } }]
  await double.put('/__stuntdouble/scenario', { scenario: { about: KEY, rules } }, all)
  await double.post(`/__stuntdouble/inbox/${encodeURIComponent(KEY)}`, KEY, { key: null })
  const path = encodeURIComponent(KEY)
  const answers = await Promise.all([
    double.get('/__stuntdouble/inbox', all),
    double.get('/__stuntdouble/state', all),
    double.put('/__stuntdouble/scenario', { scenario: KEY }, all),
    double.get(`/__stuntdouble/clock?account=${path}`, all),
    double.get(`/__stuntdouble/${path}`, all),
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 400, 404, 404])
  expect(answers.map(({ text }) => secretsIn(text))).toEqual([[], [], [], [], []])
})

test('a key that is one of our own words spoils no state', async () => {
  await using double = await startTestSimulator()
  const ask = { key: 'task-fails', headers: { 'x-stuntdouble-fault': 'task-fails as=content-policy' } }
  for (const key of ['content-policy', 'succeeded', 'queued', 'custom', 'create'])
    await double.get('/v1/credits', { key })
  await double.createEvolink({}, ask)
  await double.put(
    '/__stuntdouble/scenario',
    { scenario: { rules: [{ fault: 'task-fails' }] } },
    { key: ask.key },
  )
  const { json } = await double.get('/__stuntdouble/state', { key: ask.key })
  const { status } = await double.put('/__stuntdouble/state', json, { key: 'another' })
  expect(status).toBe(200)
})
