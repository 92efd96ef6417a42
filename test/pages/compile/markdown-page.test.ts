import { expect, test } from 'vitest'
import { objectAt } from '../../../src/contracts/check/json.ts'
import { contractsOf } from '../../../src/pages/compile/page-contracts.ts'
import { changed, inputOf, read, stated } from './bundled-pages.ts'

const textToVideo = read('kie/wan-2-5-text-to-video.md')[0]
const imageToVideo = read('kie/wan-2-5-image-to-video.md')[0]

const parameter = (name: string) => objectAt(inputOf(textToVideo, 'Wan25TextToVideo'), 'properties', name)

test('an input parameter has the type, options and default that its bullets give', () => {
  expect(parameter('duration')).toEqual({
    type: 'string',
    description: 'The duration of the generated video in seconds',
    enum: ['5', '10'],
    default: '5',
  })
  expect(parameter('enable_prompt_expansion')).toMatchObject({ type: 'boolean', default: true })
  expect(parameter('negative_prompt')).toMatchObject({ type: 'string', maxLength: 500, default: '' })
})

test('an option keeps the colon inside its value', () => {
  expect(parameter('aspect_ratio').enum).toEqual(['16:9', '9:16', '1:1'])
})

test('the "Default Value" of a required parameter is an example', () => {
  const prompt = parameter('prompt')
  expect(prompt).not.toHaveProperty('default')
  expect(prompt.examples).toEqual([
    expect.stringMatching(/^A dimly lit jazz bar .* expressive hand movements\.$/),
  ])
  expect(prompt.maxLength).toBe(800)
})

test('only what the page marks as required is required', () => {
  expect(objectAt(inputOf(textToVideo, 'Wan25TextToVideo')).required).toEqual(['prompt'])
  expect(objectAt(inputOf(imageToVideo, 'Wan25ImageToVideo')).required).toEqual(['prompt', 'image_url'])
  expect(stated(textToVideo, 'components', 'schemas', 'Wan25TextToVideoRequest', 'required')).toEqual([
    'model',
    'input',
  ])
})

test('limits of the file behind a URL are annotations', () => {
  expect(objectAt(inputOf(imageToVideo, 'Wan25ImageToVideo'), 'properties', 'image_url')).toMatchObject({
    type: 'string',
    'x-accepted-file-types': ['image/jpeg', 'image/png', 'image/webp'],
    'x-max-file-size': '10MB',
  })
})

test('both calls are read with their method, path and server', () => {
  expect(Object.keys(objectAt(stated(textToVideo, 'paths')))).toEqual([
    '/api/v1/jobs/createTask',
    '/api/v1/jobs/recordInfo',
  ])
  expect(stated(textToVideo, 'servers')).toEqual([{ url: 'https://api.kie.ai' }])
  expect(stated(textToVideo, 'paths', '/api/v1/jobs/recordInfo', 'get', 'parameters', 0, 'name')).toBe(
    'taskId',
  )
})

test('the answer has the types of its table, null where the example shows it, and the states of the prose', () => {
  const record = objectAt(stated(textToVideo, 'components', 'schemas', 'TaskRecord'))
  expect(record.required).toEqual([
    'taskId',
    'model',
    'state',
    'param',
    'resultJson',
    'failCode',
    'failMsg',
    'costTime',
    'completeTime',
    'createTime',
  ])
  expect(objectAt(record, 'properties', 'state').enum).toEqual(['waiting', 'success', 'fail'])
  expect(objectAt(record, 'properties', 'costTime')).toMatchObject({
    type: ['integer', 'null'],
    'x-available-when': 'success',
  })
  expect(objectAt(record, 'properties', 'failCode')['x-available-when']).toBe('fail')
  expect(objectAt(record, 'properties', 'createTime').type).toBe('integer')
})

test('the error table becomes responses', () => {
  const responses = objectAt(stated(textToVideo, 'paths', '/api/v1/jobs/createTask', 'post', 'responses'))
  expect(Object.keys(responses)).toEqual(['200', '400', '401', '402', '404', '422', '429', '500'])
  expect(objectAt(responses, '402').description).toBe('Insufficient account balance')
})

test('headings may stand one level deeper and the page behind front matter', () => {
  const deeper = changed('kie/wan-2-5-text-to-video.md', '# 2 5', '---\ntitle: x\n---\n# 2 5').replace(
    /^#/gm,
    '##',
  )
  expect(contractsOf('page.md', deeper)[0]?.document).toEqual(textToVideo?.document && withFile('page.md'))
})

/** The document of the bundled page as a page of another name would give it. */
const withFile = (file: string): unknown =>
  JSON.parse(
    JSON.stringify(textToVideo?.document)
      .replaceAll('kie/wan-2-5-text-to-video.md', file)
      .replaceAll('"wan-2-5-text-to-video.', '"page.'),
  )

test('what the importer would warn of is an error, with its place', () => {
  const page = changed('kie/wan-2-5-text-to-video.md', '- **Type**: `number`', '- **Type**: `many`')
  expect(() => contractsOf('page.md', page)).toThrow(
    'page.md, line 119 "seed": expected a page without oddities (seed has the unknown type "many"; left open)',
  )
})

test('so is an example that is not JSON', () => {
  const page = changed('kie/wan-2-5-text-to-video.md', '"seed": 42\n', '"seed": undefined\n')
  expect(() => contractsOf('page.md', page)).toThrow('the example is not valid JSON (undefined)')
})

test('the bundled pages have no problems', () => {
  expect([textToVideo?.problems, imageToVideo?.problems]).toEqual([[], []])
})
