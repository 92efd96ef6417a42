import { expect, test } from 'vitest'
import { importPage } from '../../src/pages/import-page.ts'
import { PageRefusal } from '../../src/pages/imported-page.ts'
import { field, messages } from './pages.ts'

/** A page whose own example breaks its schema: the contract gives way there, and says so. */

const document = (properties: object, required: readonly string[], input: object) => ({
  openapi: '3.0.1',
  info: { title: '', version: '1.0.0' },
  servers: [{ url: 'https://api.kie.ai' }],
  paths: {
    '/api/v1/jobs/createTask': {
      post: {
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['model', 'input'],
                properties: {
                  model: { type: 'string', enum: ['kite/talk'] },
                  input: { type: 'object', required, properties },
                },
              },
              example: { model: 'kite/talk', input },
            },
          },
        },
        responses: { '200': { description: 'ok' } },
      },
    },
  },
})

const pageOf = (value: object) => {
  const [page] = importPage('page.json', JSON.stringify(value))
  if (page === undefined) throw new Error('nothing was read')
  return page
}

test('a value of another type is taken too', () => {
  const page = pageOf(document({ length: { type: 'integer', minimum: 6 } }, [], { length: '6' }))
  expect(field(page, 'input.length')).toEqual({ type: ['integer', 'string'], minimum: 6 })
  expect(messages(page)).toEqual([
    'warning input.length: in an example it is not what the contract says: expected integer, received string; the example is taken too',
  ])
})

test('an option that only the example shows is one', () => {
  const page = pageOf(document({ voice: { type: 'string', enum: ['Ada'] } }, [], { voice: 'Cleo' }))
  expect(field(page, 'input.voice')).toEqual({ type: 'string', enum: ['Ada', 'Cleo'] })
})

test('a limit that the example breaks is dropped', () => {
  const page = pageOf(document({ size: { type: 'number', maximum: 5 } }, [], { size: 9 }))
  expect(field(page, 'input.size')).toEqual({ type: 'number' })
})

test('a required field that the example leaves out is not required', () => {
  const page = pageOf(document({ a: { type: 'string' }, b: { type: 'string' } }, ['a', 'b'], { a: 'x' }))
  expect(field(page, 'input')).toMatchObject({ required: ['a'] })
  expect(messages(page)).toEqual([
    'warning input.b: marked as required, but an example leaves it out; taken as not required',
  ])
})

test('an example that keeps to the schema changes nothing', () => {
  const page = pageOf(document({ size: { type: 'number', maximum: 5 } }, ['size'], { size: 5 }))
  expect(field(page, 'input.size')).toEqual({ type: 'number', maximum: 5 })
  expect(messages(page)).toEqual([])
})

test('the answer of the call for a schema is read like the schema itself', () => {
  const openapi = document({ size: { type: 'number' } }, ['size'], { size: 5 })
  const answer = { code: 200, msg: 'success', data: { model: 'kite/talk', openapi } }
  expect(pageOf(answer).models).toEqual(['kite/talk'])
})

test('such an answer without a schema says that there is none yet', () => {
  const answer = { code: 200, msg: 'success', data: { model: 'kite/talk', openapi: null } }
  expect(() => pageOf(answer)).toThrow(PageRefusal)
  expect(() => pageOf(answer)).toThrow(/has not published one for kite\/talk yet/)
})
