import { expect, test } from 'vitest'
import { canonical, type JsonObject, objectAt } from '../../../src/contracts/check/json.ts'
import { contractsOf } from '../../../src/pages/compile/page-contracts.ts'
import { unflatten } from '../../../src/pages/forms/unflatten.ts'
import { read, stated, textOf } from './bundled-pages.ts'

const file = 'evolink/wan2.5-text-to-video.mirror.txt'
const [copy] = read(file)
const [original] = read('evolink/wan2.5-text-to-video.md')

test('the restored copy equals the original but for its own addresses', () => {
  const restored = JSON.stringify(copy?.document)
    .replace('"https://ai.odkkk.com/apiv1"', '"https://api.evolink.ai"')
    .replace('https://ai.odkkk.com/apiv1/dashboard/keys', 'https://evolink.ai/dashboard/keys')
  expect(JSON.parse(restored)).toEqual(original?.document)
})

test('the restored create operation equals the original', () => {
  const create = (page: typeof copy) => stated(page, 'paths', '/v1/videos/generations', 'post')
  expect(create(copy)).toEqual(create(original))
  expect(stated(copy, 'components', 'schemas')).toEqual(stated(original, 'components', 'schemas'))
  expect(stated(copy, 'servers')).toEqual([
    { url: 'https://ai.odkkk.com/apiv1', description: 'Production environment' },
  ])
})

test('lost backticks come back only where the intact prose never goes without them', () => {
  const ratio = (page: typeof copy) =>
    objectAt(stated(page, 'components', 'schemas', 'Wan25TextToVideoRequest', 'properties', 'aspect_ratio'))
  expect(ratio(copy).description).toMatch(/^Video aspect ratio, defaults to `16:9`\n\n\*\*Description:\*\*/)

  const bareElsewhere = textOf(file).replace(
    'Video quality, defaults to',
    'Video quality at 16:9 defaults to',
  )
  expect(ratio(contractsOf(file, bareElsewhere)[0]).description).toMatch(
    /^Video aspect ratio, defaults to 16:9\n/,
  )
})

test('it may end with or without its closing fence', () => {
  const open = textOf(file).replace('\n````\n', '\n')
  expect(open).not.toBe(textOf(file))
  expect(contractsOf(file, open)[0]?.document).toEqual(copy?.document)
  const nothingBehind = open.replace(/To find navigation[\s\S]*$/, '')
  expect(contractsOf(file, nothingBehind)[0]?.document).toEqual(copy?.document)
})

test('a page with the same content damaged in the same way is restored from its own lines', () => {
  const other = textOf(file)
    .replaceAll('wan2.5-text-to-video', 'sora-9')
    .replaceAll('Wan25TextToVideoRequest', 'Sora9Request')
    .replaceAll('aspect_ratio', 'shape')
  expect(
    stated(
      contractsOf('other.txt', other)[0],
      'components',
      'schemas',
      'Sora9Request',
      'properties',
      'shape',
    ),
  ).toEqual(
    JSON.parse(
      canonical(
        stated(original, 'components', 'schemas', 'Wan25TextToVideoRequest', 'properties', 'aspect_ratio'),
      ).replaceAll('aspect_ratio', 'shape'),
    ),
  )
})

test('that it was restored is told', () => {
  expect(copy?.problems.slice(0, 1)).toEqual([
    {
      severity: 'note',
      place: 'line 9',
      message: 'the YAML lost line breaks, indentation and backticks in copying; they were restored',
    },
  ])
})

const lines = (text: string, topKey = ''): readonly string[] =>
  unflatten(text, topKey, (expected) => new Error(`expected ${expected}`)).lines

test('flattened keys go where the OpenAPI document can have them', () => {
  expect(
    lines('openapi: 3.1.0 info: title: A b license: name: MIT version: 1.0.0 paths: /a: get: summary: x'),
  ).toEqual([
    'openapi: 3.1.0',
    'info:',
    '  title: A b',
    '  license:',
    '    name: MIT',
    '  version: 1.0.0',
    'paths:',
    '  /a:',
    '    get:',
    '      summary: x',
  ])
})

test('a word with a colon that no open object can have as its key is text', () => {
  expect(lines('info: title: Note: this is text version: 1')).toEqual([
    'info:',
    '  title: Note: this is text',
    '  version: 1',
  ])
})

test('a name among schemas is only taken for one when a schema follows', () => {
  expect(
    lines(
      'schemas: A: type: object properties: b: type: string description: see c: d e: type: integer',
      'components',
    ),
  ).toEqual([
    '  schemas:',
    '    A:',
    '      type: object',
    '      properties:',
    '        b:',
    '          type: string',
    '          description: see c: d',
    '        e:',
    '          type: integer',
  ])
})

test('what cannot be put back is an error that says what was expected', () => {
  expect(() => lines('openapi: 3.1.0 info: nonsense')).toThrow(
    'expected a key of an OpenAPI info instead of "nonsense"',
  )
})

test('restoring changes nothing about a document that needs no guessing', () => {
  const document = copy?.document as unknown as JsonObject
  expect(Object.keys(objectAt(document, 'components', 'schemas'))).toEqual([
    'Wan25TextToVideoRequest',
    'VideoGenerationResponse',
    'ErrorResponse',
    'VideoTaskInfo',
    'Usage',
  ])
})
