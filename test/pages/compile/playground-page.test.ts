import { expect, test } from 'vitest'
import { objectAt } from '../../../src/contracts/check/json.ts'
import { inputOf, read, stated } from './bundled-pages.ts'

const page = 'kie/wan-2-5-image-to-video.playground.txt'
const [playground] = read(page)

test('a parameter is a name, "Required" or "Optional", a type, and facts', () => {
  const { properties, required } = objectAt(inputOf(playground, 'Wan25ImageToVideo'))
  expect(required).toEqual(['prompt', 'image_url'])
  expect(Object.keys(objectAt(properties))).toEqual([
    'prompt',
    'image_url',
    'duration',
    'resolution',
    'negative_prompt',
    'enable_prompt_expansion',
    'seed',
  ])
  expect(objectAt(properties, 'image_url')).toMatchObject({
    type: 'string',
    format: 'uri',
    'x-accepted-file-types': ['image/jpeg', 'image/png', 'image/webp'],
    'x-max-file-size': '10MB',
  })
  expect(objectAt(properties, 'seed')).toEqual({
    type: 'integer',
    description: 'Random seed for reproducibility. If None, a random seed is chosen',
  })
})

test('options are the lines before the dashes, and "Example:" is an example', () => {
  expect(objectAt(inputOf(playground, 'Wan25ImageToVideo'), 'properties', 'duration')).toEqual({
    type: 'string',
    description: 'The duration of the generated video in seconds',
    enum: ['5', '10'],
    examples: ['5'],
  })
})

test('the request example is taken out of the curl command', () => {
  const examples = objectAt(
    stated(
      playground,
      'paths',
      '/api/v1/jobs/createTask',
      'post',
      'requestBody',
      'content',
      'application/json',
    ),
    'examples',
  )
  expect(Object.values(examples)).toMatchObject([
    { value: { model: 'wan/2-5-image-to-video', callBackUrl: 'https://your-domain.com/api/callback' } },
  ])
})

test('both callback examples become a callback of the create operation, with what they have in common required', () => {
  const callback = objectAt(stated(playground, 'components', 'schemas', 'TaskCallback'))
  expect(callback.required).toEqual(['code', 'data', 'msg'])
  expect(objectAt(callback, 'properties', 'data').required).toEqual([
    'completeTime',
    'consumeCredits',
    'costTime',
    'createTime',
    'model',
    'param',
    'remainedCredits',
    'state',
    'taskId',
    'updateTime',
  ])
  const post = stated(playground, 'paths', '/api/v1/jobs/createTask', 'post', 'callbacks', 'taskEnded')
  expect(Object.keys(objectAt(post))).toEqual(['{$request.body#/callBackUrl}'])
})

test('the create response has the key that this page shows', () => {
  expect(stated(playground, 'components', 'schemas', 'CreateTaskResponse', 'required')).toEqual([
    'code',
    'message',
    'data',
  ])
})
