import { expect, test } from 'vitest'
import type { JsonObject } from '../../src/contracts/check/json.ts'
import { importPage } from '../../src/pages/import-page.ts'
import { Facts } from '../../src/pages/wording/facts.ts'
import { addLimits } from '../../src/pages/wording/stated-facts.ts'
import { field, messages } from './pages.ts'

/** An OpenAPI page whose prompt is described so. */
const pageWith = (prompt: object) => {
  const schema = {
    type: 'object',
    required: ['model', 'prompt'],
    properties: { model: { type: 'string', enum: ['sketch-9'] }, prompt: { type: 'string', ...prompt } },
  }
  const content = { 'application/json': { schema } }
  const paths = {
    '/v1/images/generations': {
      post: { requestBody: { content }, responses: { 200: { description: 'ok' } } },
    },
  }
  const document = { openapi: '3.1.0', info: { title: 'Sketch', version: '1' }, paths }
  const [page] = importPage('page.json', JSON.stringify(document))
  if (page === undefined) throw new Error('There is no contract.')
  return page
}

test.each([
  { description: 'Max 500 characters; longer prompts will be truncated.' },
  { description: 'Up to 500 characters, the rest is cut off.' },
  { maxLength: 500, description: 'Longer prompts are truncated.' },
])('a limit beyond which a text is cut refuses nobody: %j', (prompt) => {
  expect(field(pageWith(prompt), 'prompt')).not.toHaveProperty('maxLength')
})

test.each([
  { maxLength: 500, description: 'At most 800 characters.' },
  { description: 'At most 500 characters. At most 800 characters.' },
])('two different maxima are a warning: %j', (prompt) => {
  expect(messages(pageWith(prompt)).join()).toContain('warning prompt: two different maxima are stated')
})

test('one maximum, said twice, is not a warning', () => {
  const page = pageWith({ maxLength: 500, description: 'At most 500 characters.' })
  expect(messages(page).join()).not.toContain('maxima')
})

test('limits that no keyword is for are all kept, as the page states them', () => {
  const facts = new Facts()
  facts.say('minLength', '3 words')
  facts.say('maxLength', '50 words')
  facts.add('stated', 'Format: plain text')
  const schema: JsonObject = { type: 'string' }
  addLimits(schema, undefined, facts)
  expect(schema).toEqual({
    type: 'string',
    'x-stated-limits': ['Minimum length: 3 words', 'Maximum length: 50 words', 'Format: plain text'],
  })
})
