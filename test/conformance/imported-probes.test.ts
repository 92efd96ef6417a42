import { expect, test } from 'vitest'
import { casesFor } from '../../src/conformance/index.ts'
import { allowedProbesOf } from '../../src/conformance/models/allowed-probes.ts'
import { BadBodies } from '../../src/conformance/models/bad-bodies.ts'
import { bodyOf, type CheckedModel, importedModels } from '../../src/conformance/models/checked-model.ts'
import { cheaperOutside, valueOutside } from '../../src/conformance/models/outside.ts'
import { aloneProbesOf, probesOf } from '../../src/conformance/models/probes.ts'
import { checkedProviders } from '../../src/conformance/providers/index.ts'
import type { ImportedPage } from '../../src/pages/imported-page.ts'
import { readLibrary } from '../../src/simulator/models/library.ts'
import { sampleOf } from '../helpers/sampled.ts'
import { PAGES, theOne } from '../pages/pages.ts'
import { providers } from './mutation/judge.ts'
import { pageWith } from './mutation/page-changes.ts'
import { loosened } from './sold-without-a-rule.ts'

/** What tier free sends about any page. */

const { pages } = readLibrary([PAGES])
const models = providers.flatMap((provider) => importedModels(checkedProviders[provider].facts, pages))

const sentFor = (model: CheckedModel) => {
  const made = bodyOf(model)
  if ('why' in made) throw new Error(made.why)
  const badBodies = new BadBodies(model, made.body)
  return {
    right: made.body,
    probes: probesOf(badBodies),
    alone: aloneProbesOf(badBodies),
    allowedProbes: allowedProbesOf(badBodies),
    worst: badBodies.worst,
  }
}

test.each(sampleOf(models, 2).map((model) => [model.id, model] as const))(
  '%s: every free create is refused, and still is when any one rule is gone',
  (id, model) => {
    const { right, probes, allowedProbes, worst } = sentFor(model)
    const bodies = [
      ...(worst === undefined ? [] : [{ body: worst }]),
      ...probes,
      ...allowedProbes.flatMap(({ body, again }) => [{ body }, { body: again }]),
    ]
    expect(model.breachIn(right)).toBeUndefined()
    expect(probes.length).toBeLessThanOrEqual(24)
    expect(allowedProbes.length).toBeLessThanOrEqual(24)
    const own = pages.find(({ models: ids }) => ids.includes(id)) as ImportedPage
    for (const page of [own, ...loosened(own)]) {
      const looser = importedModels(model.facts, [page]).find((one) => one.id === id)
      const bought = bodies.filter(({ body }) => looser?.breachIn(body) === undefined)
      expect(bought.map(({ body }) => JSON.stringify(body).slice(0, 200))).toEqual([])
    }
  },
)

test('what the pages state is sent: names, options, limits, lengths, types', () => {
  const ids = casesFor({ provider: 'kie' }, ['kie/weaver/story-to-video'], { models: pages }).map(
    ({ id }) => id.split('/').at(-1) ?? '',
  )
  expect(ids.filter((id) => id.startsWith('alone-'))).toEqual(
    expect.arrayContaining([
      ...['alone-shots-missing', 'alone-shots-too-many', 'alone-shots-prompt-missing'],
      ...['alone-shots-duration-too-high', 'alone-camera-kind-outside', 'alone-elements-name-too-long'],
      ...['alone-guidance-too-low', 'alone-frames-outside'],
    ]),
  )
  expect(new Set(ids).size).toBe(ids.length)
})

test('an option tried is like the others: one that may have been added', () => {
  expect(valueOutside(['1:1', '3:4', '16:9'])).toBe('9:16')
  expect(valueOutside([2, 4])).toBe(6)
  expect(valueOutside(['5', '10'])).toBe('15')
  expect(valueOutside(['720p', '1080p'])).toBe('480p')
})

test('where it might be bought it is one that would cost less', () => {
  expect(cheaperOutside(['5', '10'])).toBe('3')
  expect(cheaperOutside([5, 10])).toBe(3)
  expect(cheaperOutside([1, 2, 4])).toBe(6)
})

test('the body that is right is the page’s example, without anybody’s callback address; else the least that fits', () => {
  const rightOf = (name: string) => {
    const [model] = importedModels(checkedProviders[theOne(name).provider].facts, [theOne(name)])
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
  const [model] = importedModels(checkedProviders.kie.facts, [
    pageWith(page, ['input', 'palette'], () => ({
      type: 'array',
      maxItems: 2,
      items: { type: 'string', enum: ['red', 'blue'] },
    })) ?? page,
  ])
  const lists = [...(model ? sentFor(model).alone : [])].flatMap(({ mistake, body }) =>
    mistake.rule === 'too-many' ? [Reflect.get(Object(body.input), 'palette')] : [],
  )
  expect(lists).toEqual([['red', 'blue', 'red']])
})

test('what a page rules out by a condition is not tried as a value that it allows', () => {
  const page = theOne('kie-apidog.md')
  const isTall = { properties: { input: { properties: { image_size: { enum: ['3:4'] } } } } }
  const fewImages = { properties: { input: { properties: { num_images: { maximum: 3 } } } } }
  const tried = (request: ImportedPage['request']) => {
    const [model] = importedModels(checkedProviders.kie.facts, [{ ...page, request }])
    return model && sentFor(model).allowedProbes.map(({ allowed }) => allowed?.says)
  }
  expect(tried(page.request)).toContain('num_images is 4')
  const conditional = tried({ ...page.request, if: isTall, else: fewImages })
  expect(conditional).not.toContain('num_images is 4')
  expect(conditional).toContain('image_size is "3:4"')
})

test('a page for which no body can be made is left out, and says why', () => {
  const page = pageWith(theOne('kie-apidog.md'), ['input', 'prompt'], () => ({
    type: 'string',
    pattern: '^x{40}$',
  }))
  const cases = casesFor({ provider: 'kie' }, ['kie'], { models: page === undefined ? [] : [page] })
  const imported = cases.filter((one) => one.page !== undefined)
  expect(new Set(imported.map(({ absent }) => absent))).toEqual(
    new Set([expect.stringMatching(/^no body can be made that fits kie-apidog\.md: input\.prompt /)]),
  )
})
