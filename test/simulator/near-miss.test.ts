import { expect, test } from 'vitest'
import { EVOLINK_MODEL, KIE_MODEL, startTestSimulator } from '../helpers/simulator.ts'

const noteOf = ({ headers }: { headers: Readonly<Record<string, unknown>> }): string =>
  String(headers['x-stuntdouble-note'])

test.each([
  ['Bearer Bearer sk-1', 'says Bearer twice'],
  ['Bearer ', 'has no key after Bearer'],
  ['sk-1', 'lacks its scheme'],
  ['Key sk-1', 'not "Key "'],
])('an Authorization header of %j is explained', async (authorization, words) => {
  await using double = await startTestSimulator()
  const answer = await double.get('/v1/credits', { key: null, headers: { authorization } })
  expect(answer.status).toBe(401)
  expect(noteOf(answer)).toContain(words)
})

test('a body that belongs to the other provider is told where to go', async () => {
  await using double = await startTestSimulator()
  const toKie = await double.post('/api/v1/jobs/createTask', { model: EVOLINK_MODEL, prompt: 'a cat' })
  expect(noteOf(toKie)).toContain(
    `${EVOLINK_MODEL} is a model of EvoLink: send it to POST /v1/videos/generations.`,
  )
  const toEvolink = await double.post('/v1/videos/generations', {
    model: KIE_MODEL,
    input: { prompt: 'a cat' },
  })
  expect(noteOf(toEvolink)).toContain(
    `${KIE_MODEL} is a model of Kie: send it to POST /api/v1/jobs/createTask.`,
  )
})

test('the right model in the other provider’s shape gets a note', async () => {
  await using double = await startTestSimulator()
  const answer = await double.post('/api/v1/jobs/createTask', { model: KIE_MODEL, prompt: 'a cat' })
  expect(answer.json).toEqual({ code: 422, msg: 'Parameter validation failed', data: null })
  expect(noteOf(answer)).toContain(
    'This body looks like one for EvoLink: here the prompt belongs in "input", not at the top.',
  )
})

test('a misspelt model is asked about', async () => {
  await using double = await startTestSimulator()
  const answer = await double.createEvolink({ model: 'wan2.5-text-to-vidoe' })
  expect(noteOf(answer)).toContain(`Did you mean ${EVOLINK_MODEL}?`)
})

test.each([
  ['/v1/jobs/createTask', 'POST /api/v1/jobs/createTask'],
  ['/jobs/createTask', 'POST /api/v1/jobs/createTask'],
  ['/api/v1/job/createTask', 'POST /api/v1/jobs/createTask'],
  ['/apiv1/videos/generations', 'POST /v1/videos/generations'],
  ['/v1/video/generations', 'POST /v1/videos/generations'],
  ['/api/v1/v1/videos/generations', 'POST /v1/videos/generations'],
])('POST %s is asked whether it meant %s', async (path, meant) => {
  await using double = await startTestSimulator()
  const answer = await double.post(path, {})
  expect(answer.status).toBe(404)
  expect(noteOf(answer)).toContain(`did you mean ${meant}?`)
})

test('a key that asks for an unknown scenario works, with a note', async () => {
  await using double = await startTestSimulator()
  const answer = await double.createKie({}, {}, { key: 'stunt.flakky.worker-1' })
  expect(answer.json.code).toBe(200)
  expect(noteOf(answer)).toContain('There is no scenario "flakky"')
  expect(noteOf(answer)).toContain('did you mean flaky?')
})

test('a wrong value is answered with the right ones in the note', async () => {
  await using double = await startTestSimulator()
  expect(noteOf(await double.createKie({ duration: '7' }))).toMatch(/duration .*"5"\|"10"/)
  expect(noteOf(await double.createEvolink({ duration: 7 }))).toMatch(/duration .*5.*10/)
})

test('the field for which a body is refused is in a header, as the provider calls it', async () => {
  await using double = await startTestSimulator()
  const fieldOf = ({ headers }: { headers: Readonly<Record<string, unknown>> }) =>
    headers['x-stuntdouble-field']
  expect(fieldOf(await double.createKie({ duration: '7' }))).toBe('duration')
  expect(fieldOf(await double.createKie({ prompt: undefined }))).toBe('prompt')
  expect(fieldOf(await double.createKie({}, { model: undefined }))).toBe('model')
  expect(fieldOf(await double.createEvolink({ model: 'nobody/knows' }))).toBe('model')
  expect(fieldOf(await double.createEvolink({ quality: '480p', aspect_ratio: '4:3' }))).toBe('aspect_ratio')
  expect(fieldOf(await double.createEvolink())).toBeUndefined()
  expect(fieldOf(await double.post('/v1/videos/generations', '{'))).toBeUndefined()
})

test('--no-tell leaves the field out', async () => {
  await using double = await startTestSimulator({ noTell: true })
  const { headers } = await double.createKie({ duration: '7' })
  expect(headers['x-stuntdouble-field']).toBeUndefined()
})
