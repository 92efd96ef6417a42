import { describe, expect, test } from 'vitest'
import { openapi as evolink } from '../../src/contracts/evolink/openapi.generated.ts'
import { contracts } from '../../src/contracts/index.ts'
import { openapi as kie } from '../../src/contracts/kie/openapi.generated.ts'
import { modelsOf, type Schemas, schemasOf } from '../../src/contracts/schemas.ts'

const kieSchemas = schemasOf(kie)
const evolinkSchemas = schemasOf(evolink)

/** What is wrong with a value: `<path>: <zod's code>`, one per issue. */
const wrong = (schemas: Schemas, name: string, value: unknown): readonly string[] =>
  schemas
    .component(name)
    .safeParse(value)
    .error?.issues.map(({ path, code }) => `${path.join('.')}: ${code}`) ?? []

const textToVideo = (input: object) => ({
  model: 'wan/2-5-text-to-video',
  input: { prompt: 'a cat', ...input },
})

test('models are found with their schemas and paths', () => {
  expect([...modelsOf(contracts.kie).values(), ...modelsOf(contracts.evolink).values()]).toEqual(
    expect.arrayContaining([
      {
        id: 'wan/2-5-image-to-video',
        schemaName: 'Wan25ImageToVideoRequest',
        path: '/api/v1/jobs/createTask',
      },
      { id: 'wan/2-5-text-to-video', schemaName: 'Wan25TextToVideoRequest', path: '/api/v1/jobs/createTask' },
      { id: 'wan2.5-text-to-video', schemaName: 'Wan25TextToVideoRequest', path: '/v1/videos/generations' },
    ]),
  )
})

test('every component of both documents becomes a schema', () => {
  for (const [document, schemas] of [
    [kie, kieSchemas],
    [evolink, evolinkSchemas],
  ] as const)
    for (const name of Object.keys(document.components?.schemas ?? {}))
      expect(schemas.component(name).safeParse(undefined).success, name).toBe(false)
})

test('a schema is built once', () => {
  expect(kieSchemas.component('TaskRecord')).toBe(kieSchemas.component('TaskRecord'))
})

test('an unknown component is an error that says which there are', () => {
  expect(() => kieSchemas.component('TaskRecords')).toThrow(
    /^Kie\.ai has no schema "TaskRecords", only (\w+, )+TaskRecord, /,
  )
  expect(() => kieSchemas.component('toString')).toThrow('has no schema "toString"')
})

describe('a request', () => {
  const check = (input: object) => wrong(kieSchemas, 'Wan25TextToVideoRequest', textToVideo(input))
  const evolinkRequest = (fields: object) =>
    wrong(evolinkSchemas, 'Wan25TextToVideoRequest', {
      model: 'wan2.5-text-to-video',
      prompt: 'a cat',
      ...fields,
    })

  test('keeps fields that no page knows, and gets no defaults', () => {
    const body = { ...textToVideo({ camera: 'wide' }), trace: 1 }
    expect(kieSchemas.component('Wan25TextToVideoRequest').parse(body)).toEqual(body)
  })

  test('is refused with the path of what is wrong', () => {
    expect(check({ prompt: undefined })).toEqual(['input.prompt: invalid_type'])
    expect(check({ prompt: '' })).toEqual(['input.prompt: too_small'])
    expect(check({ duration: 5 })).toEqual(['input.duration: invalid_value'])
    expect(check({ resolution: '480p' })).toEqual(['input.resolution: invalid_value'])
    expect(check({ enable_prompt_expansion: 'yes' })).toEqual(['input.enable_prompt_expansion: invalid_type'])
    expect(wrong(kieSchemas, 'Wan25TextToVideoRequest', { model: 'wan/2-5-text-to-video' })).toEqual([
      'input: invalid_type',
    ])
  })

  test('may be as long in characters as the page says, whatever their bytes', () => {
    expect(check({ prompt: '🎬'.repeat(800) })).toEqual([])
    expect(check({ prompt: `${'🎬'.repeat(800)}!` })).toEqual(['input.prompt: too_big'])
    expect(check({ negative_prompt: 'x'.repeat(501) })).toEqual(['input.negative_prompt: too_big'])
  })

  test('may have a number or null as seed', () => {
    expect([check({ seed: 42 }), check({ seed: 0.5 }), check({ seed: null })]).toEqual([[], [], []])
    expect(check({ seed: '42' })).toEqual(['input.seed: invalid_union'])
  })

  test('for EvoLink has the limits that stand only in prose', () => {
    expect(evolinkRequest({ duration: 10, quality: '480p', aspect_ratio: '4:3' })).toEqual([])
    expect(evolinkRequest({ duration: 7 })).toEqual(['duration: invalid_union'])
    expect(evolinkRequest({ quality: '4k' })).toEqual(['quality: invalid_value'])
    expect(evolinkRequest({ aspect_ratio: '2:1' })).toEqual(['aspect_ratio: invalid_value'])
    expect(evolinkRequest({ prompt: 'x'.repeat(2_001) })).toEqual(['prompt: too_big'])
    expect(evolinkRequest({ callback_url: `https://a.example/${'x'.repeat(2_031)}` })).toEqual([
      'callback_url: too_big',
    ])
    expect(evolinkRequest({ callback_url: 'not a url' })).toEqual(['callback_url: invalid_format'])
  })
})

describe('a task record', () => {
  const record = (fields: object) => ({
    taskId: '281e5b0b1d2e4f6a8c9d0e1f2a3f39b9',
    model: 'wan/2-5-text-to-video',
    state: 'waiting',
    param: '{}',
    resultJson: null,
    failCode: null,
    failMsg: null,
    costTime: null,
    completeTime: null,
    createTime: 1757584164490,
    ...fields,
  })
  const done = { costTime: 8, completeTime: 1757584172490 }
  const result = '{"resultUrls":["https://a.example/1.mp4"]}'
  const fits = (fields: object) => wrong(kieSchemas, 'TaskRecord', record(fields)).length === 0

  test('has a result when the task succeeded, and only then', () => {
    expect(fits({})).toBe(true)
    expect(fits({ state: 'generating', resultJson: '' })).toBe(true)
    expect(fits({ state: 'success', resultJson: result, ...done })).toBe(true)
    expect(fits({ resultJson: result })).toBe(false)
    expect(fits({ state: 'success', resultJson: '', ...done })).toBe(false)
    expect(fits({ state: 'success', resultJson: result })).toBe(false)
  })

  test('has a failure when the task failed, and only then', () => {
    expect(fits({ state: 'fail', failCode: '500', failMsg: 'Internal server error', ...done })).toBe(true)
    expect(fits({ state: 'fail', ...done })).toBe(false)
    expect(fits({ failCode: '500', failMsg: 'Internal server error' })).toBe(false)
    expect(fits({ state: 'success', resultJson: result, failCode: '500', failMsg: 'no', ...done })).toBe(
      false,
    )
  })

  test('with a state that no page knows is refused at the state', () => {
    expect(wrong(kieSchemas, 'TaskRecord', record({ state: 'dreaming' }))).toContain('state: invalid_value')
  })
})

describe('an answer', () => {
  test('that carries an error does not pass for a success', () => {
    const error = { code: 422, msg: 'recordInfo is null', data: null }
    expect(wrong(kieSchemas, 'ErrorResponse', error)).toEqual([])
    expect(wrong(kieSchemas, 'RecordInfoResponse', error)).toContain('code: invalid_value')
    expect(wrong(kieSchemas, 'CreateTaskResponse', error)).toContain('code: invalid_value')
    expect(wrong(kieSchemas, 'ErrorResponse', { code: 200, msg: 'success' })).toEqual(['code: too_small'])
  })

  test('of EvoLink may have a number or a text as error code', () => {
    const error = (code: unknown) => ({ error: { code, message: 'no', type: 'not_found_error' } })
    expect(wrong(evolinkSchemas, 'ErrorResponse', error(404))).toEqual([])
    expect(wrong(evolinkSchemas, 'ErrorResponse', error('task_not_found'))).toEqual([])
    expect(wrong(evolinkSchemas, 'ErrorResponse', error(null))).toEqual(['error.code: invalid_union'])
  })

  test('to an EvoLink query has results when the task is completed, and only then', () => {
    const task = (fields: object) => ({
      created: 1756817821,
      id: 'task-unified-1756817821-4x3rx6ny',
      model: 'wan2.5-text-to-video',
      object: 'video.generation.task',
      progress: 100,
      task_info: { can_cancel: false },
      type: 'video',
      ...fields,
    })
    const fits = (fields: object) => wrong(evolinkSchemas, 'TaskDetailResponse', task(fields)).length === 0
    const results = ['https://a.example/1.mp4']
    expect(fits({ status: 'completed', results })).toBe(true)
    expect(fits({ status: 'processing', progress: 40 })).toBe(true)
    expect(
      fits({ status: 'failed', error: { code: 'service_error', message: 'no', type: 'task_error' } }),
    ).toBe(true)
    expect(fits({ status: 'completed' })).toBe(false)
    expect(fits({ status: 'completed', results: [] })).toBe(false)
    expect(fits({ status: 'pending', progress: 0, results })).toBe(false)
    expect(fits({ status: 'failed', results })).toBe(false)
    expect(fits({ status: 'cancelled' })).toBe(false)
    expect(wrong(evolinkSchemas, 'TaskCallback', task({ status: 'cancelled' }))).toEqual([])
  })
})

describe('a Kie callback', () => {
  const data = (fields: object) => ({
    taskId: 'e989621f54392584b05867f87b160672',
    model: 'wan/2-5-image-to-video',
    param: '{}',
    createTime: 1755599634000,
    completeTime: 1755599644000,
    costTime: 8,
    ...fields,
  })
  const success = { state: 'success', resultJson: '{"resultUrls":["https://a.example/1.mp4"]}' }
  const failure = { state: 'fail', failCode: '500', failMsg: 'Internal server error' }
  const check = (code: number, fields: object) =>
    wrong(kieSchemas, 'TaskCallback', { code, msg: 'any', data: data(fields) })

  test('may look as on the playground page or as the query does', () => {
    expect(
      check(200, { ...success, consumeCredits: 100, remainedCredits: 5, updateTime: 1755599644000 }),
    ).toEqual([])
    expect(check(200, { ...success, failCode: null, failMsg: null })).toEqual([])
    expect(check(501, { ...failure, resultJson: null })).toEqual([])
  })

  test('has a result or a failure, never both and never neither', () => {
    expect(check(200, { ...failure, ...success })).toHaveLength(1)
    expect(check(200, { state: 'success' })).toHaveLength(1)
    expect(check(501, { state: 'fail' })).toHaveLength(1)
  })
})
