import { afterAll, expect, test } from 'vitest'
import { type Ask, ask, KIE_MODEL, startTestSimulator } from '../../helpers/simulator.ts'

interface Asked extends Ask {
  readonly input?: Readonly<Record<string, unknown>>
}

/** Create requests with something wrong in what they ask of the simulator, and what is said about it. */
const WRONG: readonly (readonly [what: string, asked: Asked, note: string])[] = [
  ['an unknown fault', { headers: { 'x-stuntdouble-fault': 'task-fail' } }, 'did you mean task-fails?'],
  ['a misspelt header', { headers: { 'x-stuntdouble-fualt': 'hang' } }, 'did you mean x-stuntdouble-fault?'],
  [
    'a foreign header',
    { headers: { 'x-stunt-fault': 'hang' } },
    'Nothing is asked for by a header x-stunt-fault',
  ],
  [
    'both headers',
    { headers: { 'x-stuntdouble-fault': 'extra-fields', 'x-stuntdouble-scenario': 'happy' } },
    'only the first is followed',
  ],
  [
    'a fault for another operation',
    { headers: { 'x-stuntdouble-fault': 'server-error on=retrieve' } },
    'this one is not retrieve',
  ],
  [
    'a fault for another provider',
    { headers: { 'x-stuntdouble-fault': 'server-error provider=evolink' } },
    'it is to strike evolink only',
  ],
  [
    'a scenario that can do nothing here',
    { headers: { 'x-stuntdouble-scenario': 'key-disabled' } },
    'Kie has no words for key-disabled',
  ],
  ['a directive that is not closed', { input: { prompt: 'a cat [[stunt: hang' } }, 'is not a directive'],
  ['a directive without its colon', { input: { prompt: 'a cat [[stunt hang]]' } }, 'is not a directive'],
  ['an unknown fault in the prompt', { input: { prompt: '[[stunt: hnag]]' } }, 'did you mean hang?'],
  [
    'a directive elsewhere',
    { input: { prompt: 'a cat', negative_prompt: '[[stunt: task-fails]]' } },
    'is read in the prompt (input.prompt) only',
  ],
  ['a key of no scenario', { key: 'stunt.flakey' }, 'did you mean flaky?'],
]

const create = (double: Awaited<ReturnType<typeof startTestSimulator>>, { input = {}, ...options }: Asked) =>
  double.createKie(input, {}, options)

const lenient = await startTestSimulator()
const strict = await startTestSimulator({ strictFaults: true })
afterAll(() => Promise.all([lenient.simulator.close(), strict.simulator.close()]))

test.each(WRONG)('%s is noted, and the call goes on', async (_what, asked, note) => {
  const { headers, json } = await create(lenient, asked)
  expect(json.code).toBe(200)
  expect(headers['x-stuntdouble-note']).toContain(note)
})

test.each(WRONG)('%s is refused with --strict-faults', async (_what, asked, note) => {
  const { headers, json } = await create(strict, asked)
  expect(json.code).toBe(422)
  expect(headers['x-stuntdouble-note']).toContain(note)
  expect((await strict.createKie()).json.code).toBe(200)
})

test('a header on a call without a key, or of no operation, is noted too', async () => {
  await using double = await startTestSimulator()
  const headers = { 'x-stuntdouble-fault': 'hang' }
  for (const answer of [
    await double.createKie({}, {}, { key: null, headers }),
    await double.post('/api/v1/jobs/createTasks', { model: KIE_MODEL }, { headers }),
  ])
    expect(answer.headers['x-stuntdouble-note']).toContain('The header "hang" was not followed')
})

test('with --strict-faults a download is refused whose fault header is wrong', async () => {
  const download = async (strictFaults: boolean, fault: string) => {
    await using double = await startTestSimulator({ strictFaults })
    const { id } = (await double.createEvolink()).json
    await double.advance(5_000)
    const [link] = (await double.retrieve(id)).json.results
    const { status, headers } = await ask('GET', link, {
      key: null,
      headers: { 'x-stuntdouble-fault': fault },
    })
    return { status, note: headers['x-stuntdouble-note'] }
  }
  const note = expect.stringContaining('result-expird')
  expect(await download(true, 'result-expird')).toEqual({ status: 400, note })
  expect(await download(false, 'result-expird')).toEqual({ status: 200, note })
  expect(await download(true, 'result-expired')).toMatchObject({ status: 403 })
})
