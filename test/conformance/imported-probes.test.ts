import { expect, test } from 'vitest'
import { casesFor } from '../../src/conformance/index.ts'
import { bodyOf, type ImportedModel, importedModels } from '../../src/conformance/models/imported-model.ts'
import { probesOf } from '../../src/conformance/models/probes.ts'
import { Spoiling } from '../../src/conformance/models/spoiling.ts'
import { trapsOf } from '../../src/conformance/models/traps.ts'
import type { ImportedPage } from '../../src/pages/imported-page.ts'
import { readLibrary } from '../../src/simulator/models/library.ts'
import { PAGES, theOne } from '../pages/pages.ts'
import { providers } from './mutation/judge.ts'
import { changeableIn, pageRequiring, pageWith } from './mutation/page-changes.ts'

/** What is sent for nothing about any page. */

const { pages } = readLibrary([PAGES])
const models = providers.flatMap((provider) => importedModels(provider, pages))

const sentFor = (model: ImportedModel) => {
  const made = bodyOf(model)
  if ('why' in made) throw new Error(made.why)
  const spoiling = new Spoiling(model, made.body)
  return { right: made.body, probes: probesOf(spoiling), traps: trapsOf(spoiling) }
}

/** The page with one of its rules gone, each in turn; not what holds all of Kie's fields. */
const loosened = (page: ImportedPage): readonly ImportedPage[] =>
  changeableIn(page)
    .filter(({ path }) => path.join() !== 'input')
    .flatMap(({ path, isRequired }) =>
      [
        pageWith(page, path, () => ({})),
        typeof path.at(-1) === 'string' && isRequired ? pageRequiring(page, path, false) : undefined,
      ].filter((changed) => changed !== undefined),
    )

test.each(models.map((model) => [model.id, model] as const))(
  '%s: every free create is refused, and still is when any one rule is gone',
  (id, model) => {
    const { right, probes, traps } = sentFor(model)
    const bodies = [...probes, ...traps.flatMap(({ body, again }) => [{ body }, { body: again }])]
    expect(model.breachIn(right)).toBeUndefined()
    expect(probes.length).toBeLessThanOrEqual(24)
    expect(traps.length).toBeLessThanOrEqual(24)
    for (const page of [model.page, ...loosened(model.page)]) {
      const looser = importedModels(model.provider, [page]).find((one) => one.id === id)
      const bought = bodies.filter(({ body }) => looser?.breachIn(body) === undefined)
      expect(bought.map(({ body }) => JSON.stringify(body).slice(0, 200))).toEqual([])
    }
  },
)

test('what the pages state is sent: names, options, limits, lengths, types', () => {
  const ids = casesFor({ provider: 'kie' }, ['kie/weaver/story-to-video'], { models: pages }).map(
    ({ id }) => id.split('/').at(-1) ?? '',
  )
  expect(ids.filter((id) => id.startsWith('create-'))).toEqual(
    expect.arrayContaining([
      ...['create-shots-missing', 'create-shots-too-many', 'create-shots-prompt-missing'],
      ...['create-shots-duration-too-high', 'create-camera-kind-outside', 'create-elements-name-too-long'],
      ...['create-guidance-too-low', 'create-frames-outside', 'create-allowed-values'],
    ]),
  )
  expect(new Set(ids).size).toBe(ids.length)
})

test('an option tried is like the others: one that may have been added', () => {
  const outside = (name: string, field: string): unknown => {
    const [model] = importedModels(theOne(name).provider, [theOne(name)])
    if (model === undefined) throw new Error(`${name} has no model`)
    const probe = sentFor(model).probes.find(
      ({ mistake, field: [named] }) => mistake.rule === 'outside' && named === field,
    )
    const { input = probe?.body } = probe?.body ?? {}
    return Reflect.get(Object(input), field)
  }
  expect(outside('kie-apidog.md', 'image_size')).toBe('9:16')
  expect(outside('kie-playground.txt', 'factor')).toBe(6)
  expect(outside('kie-openapi-path.md', 'duration')).toBe('15')
  expect(outside('evolink-callbacks.md', 'quality')).toBe('480p')
})

test('the body that is right is the page’s example, without anybody’s callback address; else the least that fits', () => {
  const rightOf = (name: string) => {
    const [model] = importedModels(theOne(name).provider, [theOne(name)])
    return model && bodyOf(model)
  }
  expect(rightOf('kie-apidog.md')).toEqual({
    body: { model: 'painter/pro-text-to-image', input: { prompt: 'A red door', image_size: '1:1' } },
  })
  expect(rightOf('kie-headings.md')).toEqual({
    body: {
      model: 'mixer/clip-video',
      input: { prompt: 'A cat on a piano', clips: [{ url: 'https://example.org/stuntdouble.png' }] },
    },
  })
})

test('lists that are too long have options in them, and items that differ', () => {
  const page = theOne('kie-bold-labels.md')
  const [model] = importedModels('kie', [
    pageWith(page, ['input', 'palette'], () => ({
      type: 'array',
      maxItems: 2,
      items: { type: 'string', enum: ['red', 'blue'] },
    })) ?? page,
  ])
  const lists = [...(model ? sentFor(model).probes : [])].flatMap(({ mistake, body }) =>
    mistake.rule === 'too-many' ? [Reflect.get(Object(body.input), 'palette')] : [],
  )
  expect(lists).toEqual([['red', 'blue', 'red']])
})

test('what a page rules out by a condition is not tried as a value that it allows', () => {
  const page = theOne('kie-bold-labels.md')
  const isColoured = { properties: { input: { properties: { style: { enum: ['oil', 'chalk'] } } } } }
  const fewSteps = { properties: { input: { properties: { steps: { maximum: 30 } } } } }
  const tried = (request: ImportedPage['request']) => {
    const [model] = importedModels('kie', [{ ...page, request }])
    return model && sentFor(model).traps.map(({ allowed }) => allowed?.says)
  }
  expect(tried(page.request)).toContain('steps is 50')
  const conditional = tried({ ...page.request, if: isColoured, else: fewSteps })
  expect(conditional).not.toContain('steps is 50')
  expect(conditional).toContain('style is "oil"')
})

test('a page for which no body can be made is left out, and says why', () => {
  const page = pageWith(theOne('kie-apidog.md'), ['input', 'prompt'], () => ({
    type: 'string',
    pattern: '^x{40}$',
  }))
  const cases = casesFor({ provider: 'kie' }, ['kie'], { models: page === undefined ? [] : [page] })
  const imported = cases.filter(({ model }) => model !== undefined)
  expect(new Set(imported.map(({ absent }) => absent))).toEqual(
    new Set([expect.stringMatching(/^no body can be made that fits kie-apidog\.md: input\.prompt /)]),
  )
})
