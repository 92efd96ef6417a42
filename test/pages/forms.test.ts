import { expect, test } from 'vitest'
import { contracts } from '../../src/contracts/index.ts'
import { modelsOf, schemasOf } from '../../src/contracts/schemas.ts'
import { type ImportedPage, PageRefusal, shownPage } from '../../src/pages/imported-page.ts'
import { rememberedPages } from '../../src/pages/remembered-pages.ts'
import { optionsIn } from '../../src/pages/wording/written-values.ts'
import { writtenDocument } from '../../src/pages/written-document.ts'
import { textOf as bundled, pageFiles } from './compile/bundled-pages.ts'
import { field, imported, messages, pageNames, textOf, theOne } from './pages.ts'

const refused = ['chat.md', 'other-family.md', 'query-only.md', 'quickstart.md', 'upload.md']
const readable = pageNames.filter((name) => !refused.includes(name))

test('there are at least 20 pages, and each is read or refused as it should be', () => {
  expect(pageNames.length).toBeGreaterThanOrEqual(20)
  for (const name of refused) expect(() => imported(name), name).toThrow(PageRefusal)
  for (const name of readable) expect(imported(name).length, name).toBeGreaterThan(0)
})

test('a page is shown with exactly these keys', () => {
  expect(Object.keys(shownPage(theOne('kie-nested.md')))).toEqual([
    ...['provider', 'models', 'method', 'path', 'baseUrl', 'request', 'examples', 'callbackParam'],
    ...['documentedCodes', 'problems'],
  ])
})

test.each(pageFiles)('the bundled page %s describes what its compiled contract has', (file) => {
  const [page] = rememberedPages(file, bundled(file))
  const contract = contracts[page?.provider ?? 'kie']
  const model = modelsOf(contract).get(page?.models[0] ?? '')
  expect(model?.path).toBe(page?.path)
  const schema = schemasOf(contract.openapi).component(model?.schemaName ?? '')
  for (const example of page?.examples ?? []) expect(schema.safeParse(example).error).toBeUndefined()
  expect(page?.examples).toHaveLength(1)
  expect(page?.baseUrl).toBe(
    file.includes('mirror') ? 'https://ai.odkkk.com/apiv1' : contract.openapi.servers?.[0]?.url,
  )
})

test('a page on a sample default never has it as a default of a required field', () => {
  const [page] = rememberedPages('p.md', bundled('kie/wan-2-5-image-to-video.md'))
  expect(field(page as ImportedPage, 'input.image_url')).toEqual({
    type: 'string',
    description: 'URL of the image to use as the first frame. Must be publicly accessible',
    'x-accepted-file-types': ['image/jpeg', 'image/png', 'image/webp'],
    'x-max-file-size': '10MB',
    examples: ['https://file.aiquickdraw.com/custom-page/akr/section-images/1758796480945qb63zxq8.webp'],
  })
})

test('Kie Markdown: arrays of objects, nested objects, steps, and equal names in two places', () => {
  const page = theOne('kie-nested.md')
  expect(page).toMatchObject({
    provider: 'kie',
    models: ['weaver/story-to-video'],
    documentedCodes: [200, 402],
  })
  expect(field(page, 'input.shots')).toMatchObject({ type: 'array', minItems: 1, maxItems: 6 })
  expect(field(page, 'input.shots[]')).toMatchObject({ type: 'object', required: ['prompt'] })
  expect(field(page, 'input.shots[].prompt')).toMatchObject({ maxLength: 1200 })
  expect(field(page, 'input.shots[].duration')).toEqual({
    ...{ type: 'number', minimum: 1, maximum: 15, multipleOf: 0.5, default: 5 },
  })
  expect(field(page, 'input.elements[].image_urls')).toMatchObject({ items: { format: 'uri' }, maxItems: 4 })
  expect(field(page, 'input.camera.kind')).toMatchObject({ enum: ['pan', 'tilt', 'zoom'] })
  expect(field(page, 'input.camera')).toMatchObject({ required: ['kind'] })
  expect(field(page, 'input.image_urls')).toMatchObject({
    ...{ maxItems: 2, items: { type: 'string' }, 'x-max-file-size': '10MB' },
    examples: [['https://example.org/a.png']],
  })
  expect(field(page, 'input.guidance')).toMatchObject({
    minimum: 0,
    maximum: 1,
    multipleOf: 0.1,
    default: 0.5,
  })
  expect(field(page, 'input.frames')).toMatchObject({ type: 'integer', enum: [24, 30], default: 24 })
  expect(messages(page)).toContain('warning line 88: a parameter without a name is left out')
  expect(messages(page)).toContain(
    'warning line 95: the example is not valid JSON (undefined); read without what is wrong',
  )
})

test.each([
  ['kie-crlf.md', 'kie-nested.md'],
  ['kie-bom.md', 'kie-tables.md'],
])('%s says what %s says', (name, other) => {
  expect({ ...theOne(name), file: '' }).toEqual({ ...theOne(other), file: '' })
})

test('Kie tables: dotted names, default column, marks for required', () => {
  const page = theOne('kie-tables.md')
  expect(page.request.required).toEqual(['model', 'input'])
  expect(field(page, 'input')).toMatchObject({ required: ['text'] })
  expect(field(page, 'input.settings.stability')).toMatchObject({ minimum: 0, maximum: 1, default: 0.5 })
  expect(field(page, 'input.tags[]')).toMatchObject({ required: ['key'] })
  expect(page).toMatchObject({ output: 'audio', documentedCodes: [401, 429] })
  expect(page.examples).toEqual([
    { model: 'voiceroom/text-to-speech', input: { text: 'Hello {you}', voice: 'Aria' } },
  ])
})

test('Kie lists: a parameter per bullet', () => {
  const page = theOne('kie-lists.md')
  expect(field(page, 'input.duration_seconds')).toMatchObject({ minimum: 0.5, maximum: 22 })
  expect(field(page, 'input.layers[]')).toMatchObject({ required: ['name'] })
  expect(page).toMatchObject({ models: ['soundforge/sound-effect-v2'], callbackParam: null })
})

test('labels in bold with the colon inside, numbered titles, deprecated and conditional fields', () => {
  const page = theOne('kie-bold-labels.md')
  expect(field(page, 'input')).toMatchObject({ required: ['prompt'] })
  expect(field(page, 'input.prompt')).toMatchObject({ minLength: 3, maxLength: 600 })
  expect(field(page, 'input.style')).toEqual({
    type: 'string',
    enum: ['ink', 'oil', 'chalk'],
    default: 'ink',
  })
  expect(field(page, 'input.palette')).toEqual({ type: 'array', items: { type: 'string' }, maxItems: 5 })
  expect(field(page, 'input.legacy')).toEqual({ type: 'boolean', deprecated: true })
  expect(page.examples).toEqual([{ model: page.models[0], input: { prompt: 'a fox', style: 'ink' } }])
})

test('headings that say it all, in types and marks behind the name', () => {
  const page = theOne('kie-headings.md')
  expect(field(page, 'input')).toMatchObject({ required: ['prompt', 'clips'] })
  expect(field(page, 'input.clips')).toMatchObject({ minItems: 1, maxItems: 4 })
  expect(field(page, 'input.clips[].url')).toMatchObject({ format: 'uri', 'x-max-file-size': '50MB' })
  expect(field(page, 'input.music.volume')).toMatchObject({ minimum: 0, maximum: 1 })
})

test('items and properties described in bullets, and paths as headings', () => {
  const page = theOne('kie-item-properties.md')
  expect(field(page, 'input.dialogue[]')).toMatchObject({ required: ['text'] })
  expect(field(page, 'input.dialogue[].voice')).toMatchObject({ enum: ['a', 'b'] })
  expect(field(page, 'input.reference')).toMatchObject({ required: ['strength'] })
  expect(field(page, 'input.loras[]')).toMatchObject({ required: ['path'] })
  expect(messages(page)).toContain(
    'warning input.dialogue: marked as required, but an example leaves it out; taken as not required',
  )
})

test('Kie playground text: arrays, options of numbers, nested names', () => {
  const page = theOne('kie-playground.txt')
  expect(page).toMatchObject({ models: ['pixelmill/upscale'], output: 'image' })
  expect(field(page, 'input.factor')).toMatchObject({ enum: [2, 4], default: 2 })
  expect(field(page, 'input.image_urls')).toMatchObject({ maxItems: 3, 'x-max-file-size': '10MB' })
  expect(field(page, 'input.face.restore')).toMatchObject({ type: 'boolean' })
})

test('OpenAPI 3.0 of Kie: nullable, exclusive bounds, vendor markup, callbacks, odd quotes and spaces', () => {
  const page = theOne('kie-apidog.md')
  expect(page.documentedCodes).toEqual([200, 401, 402, 429, 500, 501])
  expect(field(page, 'input.strength')).toEqual({
    ...{ type: ['number', 'null'], exclusiveMinimum: 0, maximum: 1, multipleOf: 0.05 },
  })
  expect(field(page, 'input.image_size')).toMatchObject({ enum: ['1:1', '3:4', '16:9'] })
  expect(field(page, 'input.mask_url')).toMatchObject({ format: 'uri' })
  expect(messages(page)).toHaveLength(2)
})

test('EvoLink with allOf, oneOf of constants, references in a circle, headings and fences inside texts', () => {
  const page = theOne('evolink-image.md')
  expect(page).toMatchObject({ models: ['sketchbook-2', 'sketchbook-2-lite'], callbackParam: 'callback_url' })
  expect(page.request.required).toEqual(['model', 'prompt'])
  expect(field(page, 'size')).toEqual({ type: 'string', enum: ['1:1', '16:9'] })
  expect(field(page, 'n')).toMatchObject({ enum: [1, 2, 4] })
  expect(field(page, 'image_urls')).toMatchObject({ maxItems: 5, 'x-accepted-file-types': ['jpg', 'png'] })
})

test('EvoLink’s own form for a create request, with anchors and requiredProperties', () => {
  const page = theOne('evolink-mintlify-create.md')
  expect(page).toMatchObject({ path: '/v1/audios/generations', output: 'audio', documentedCodes: [200, 402] })
  expect(page.request.required).toEqual(['model', 'prompt'])
  expect(field(page, 'duration')).toMatchObject({ minimum: 10, maximum: 240 })
})

test('plain OpenAPI: two creates in one file are two contracts', () => {
  expect(imported('plain-openapi.yaml').map(({ models, path }) => [models, path])).toEqual([
    [['reel-short', 'reel-long'], '/v1/videos/generations'],
    [['easel-1'], '/v1/images/generations'],
  ])
  expect(field(theOne('plain-openapi.json'), 'input')).toMatchObject({
    required: ['audio_url'],
    properties: { speakers: { enum: ['1', '2'], default: '1' }, diarize: { default: true } },
  })
})

test('a server with a part of the path, required twice, numbers as texts, limits that contradict', () => {
  const page = theOne('evolink-callbacks.md')
  expect(page).toMatchObject({ path: '/v1/videos/generations', baseUrl: 'https://api.evolink.ai' })
  expect(page.request.required).toEqual(['model', 'image_urls', 'prompt'])
  expect(field(page, 'quality')).toEqual({ type: ['string', 'null'], enum: ['720p', '1080p', null] })
  expect(messages(page)).toContain('warning limits: minimum 9 is above maximum 3; both are left out')
})

test('a refusal says in one sentence what the page seems to be', () => {
  const reason = (name: string): string => {
    try {
      return String(imported(name).length)
    } catch (error) {
      return (error as Error).message.split('it seems to be ')[1] ?? ''
    }
  }
  expect(refused.map(reason)).toEqual([
    'a page of a chat API (POST /v1/chat/completions).',
    'a page of another API (POST /api/v1/clip/generate).',
    'the page of a query alone (GET /api/v1/jobs/recordInfo).',
    'a guide, "Quickstart".',
    'a page on uploading files (POST /api/file-url-upload).',
  ])
})

test.each(readable)('what an import of %s writes is a page that says the same', (name) => {
  for (const page of imported(name)) {
    const [again, ...more] = rememberedPages('w.json', JSON.stringify(writtenDocument(page)))
    expect(more).toEqual([])
    const { models, path, baseUrl, examples, callbackParam, output, provider } = page
    expect(again).toMatchObject({
      models,
      path,
      baseUrl,
      examples,
      callbackParam,
      output,
      provider,
      origin: name,
    })
    const [first, second] = [field(page, 'input') ?? {}, field(again as ImportedPage, 'input') ?? {}]
    expect(second).toEqual(first)
    // What was repaired is right now; only an example that an alternative refuses is still refused.
    const gaps = page.problems.filter(({ message }) => message.endsWith('leaves it out'))
    expect((again?.problems ?? []).filter(({ severity }) => severity === 'warning')).toEqual(gaps)
  }
})

test('front matter, comments and a deeper heading change nothing', () => {
  const text = textOf('kie-lists.md')
  const deeper = `<!-- a\n# comment -->\n---\ntitle: x\n---\n${text.replaceAll(/^#/gm, '##')}`
  expect(rememberedPages('p.md', deeper)[0]?.request).toEqual(theOne('kie-lists.md').request)
})

test('a slash belongs to a value in a code span, and stands between bare words', () => {
  const options = (text: string) => optionsIn({ text, bullets: [] })
  for (const name of ['google/veo', 'kling/pro', 'a/one', 'wan/2-5/turbo'])
    for (const quote of ['`', '"']) expect(options(`${quote}${name}${quote}`)).toEqual([name])
  expect(options('low/high')).toEqual(['low', 'high'])
  expect(options('`low` / `high`')).toEqual(['low', 'high'])
  expect(options('`google/veo`, `google/veo-fast`')).toEqual(['google/veo', 'google/veo-fast'])
  expect(options('google/veo, google/veo-fast')).toEqual(['google/veo', 'google/veo-fast'])
})
