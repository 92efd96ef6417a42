import { expect, test } from 'vitest'
import { objectAt } from '../../../src/contracts/check/json.ts'
import { contractsOf } from '../../../src/pages/compile/page-contracts.ts'
import { changed, read, stated } from './bundled-pages.ts'

const file = 'evolink/wan2.5-text-to-video.md'
const [create, query] = read(file)

test('one file gives two pages, each with its own heading', () => {
  expect(read(file).map(({ title, form }) => [title, form])).toEqual([
    ['Wan2.5 Text to Video', 'openapi-block'],
    ['Query Task Status', 'query-block'],
  ])
})

test('the create page is taken as the OpenAPI that it is', () => {
  expect(stated(create, 'components', 'schemas', 'Wan25TextToVideoRequest', 'required')).toEqual([
    'model',
    'prompt',
  ])
  expect(stated(create, 'paths', '/v1/videos/generations', 'post', 'operationId')).toBe(
    'createWan25TextToVideoGeneration',
  )
})

test('path, method and parameter become an OpenAPI operation', () => {
  expect(Object.keys(objectAt(stated(query, 'paths')))).toEqual(['/v1/tasks/{task_id}'])
  expect(stated(query, 'paths', '/v1/tasks/{task_id}', 'get', 'parameters')).toEqual([
    {
      name: 'task_id',
      in: 'path',
      required: true,
      description: expect.stringContaining('append the id from the async task response'),
      schema: { type: 'string' },
    },
  ])
})

test('a schema with a refIdentifier is a component, its properties without their allOf', () => {
  expect(
    stated(
      query,
      'paths',
      '/v1/tasks/{task_id}',
      'get',
      'responses',
      '200',
      'content',
      'application/json',
      'schema',
    ),
  ).toEqual({ $ref: '#/components/schemas/TaskDetailResponse' })
  const properties = objectAt(stated(query, 'components', 'schemas', 'TaskDetailResponse', 'properties'))
  expect(properties.created).toEqual({
    type: 'integer',
    description: 'Task creation timestamp',
    example: 1756817821,
  })
  expect(objectAt(properties, 'results')).toMatchObject({
    type: 'array',
    items: { type: 'string', format: 'uri' },
  })
})

test('an anchored schema is the same for every status that names it, and each has its own copy', () => {
  const responses = objectAt(stated(query, 'paths', '/v1/tasks/{task_id}', 'get', 'responses'))
  expect(Object.keys(responses)).toEqual([
    '200',
    '400',
    '401',
    '402',
    '403',
    '404',
    '429',
    '500',
    '502',
    '503',
  ])
  expect(
    stated(query, 'components', 'schemas', 'ErrorResponse', 'properties', 'error', 'properties', 'code'),
  ).toEqual({
    type: 'integer',
    description: 'HTTP status error code',
    example: 404,
  })
})

test('examples and the security scheme come along', () => {
  const example = stated(query, 'paths', '/v1/tasks/{task_id}', 'get', 'responses', '402', 'content')
  expect(objectAt(example, 'application/json', 'examples', 'example', 'value', 'error').code).toBe(402)
  expect(stated(query, 'components', 'securitySchemes', 'bearerAuth', 'scheme')).toBe('bearer')
})

test('two different schemas under one name are reported', () => {
  const page = changed(
    file,
    "            refIdentifier: '#/components/schemas/ErrorResponse'",
    `              more:
                type: string
            refIdentifier: '#/components/schemas/ErrorResponse'`,
  )
  expect(() => contractsOf(file, page)).toThrow(/two different schemas are called ErrorResponse/)
})
