import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ImportedPage, runContract } from '../../src/conformance/index.ts'
import { readPages } from '../../src/conformance/models/read-pages.ts'
import { testContract } from '../../src/conformance/vitest.ts'
import type { Profile, ProviderName } from '../../src/contracts/index.ts'
import { type Simulator, startSimulator } from '../../src/simulator/index.ts'
import { readLibrary } from '../../src/simulator/models/library.ts'
import { isSampled } from '../helpers/sampled.ts'
import { PAGES, theOne } from '../pages/pages.ts'
import { checkPage, foundIn, PAID } from './imported-pages.ts'
import { inShort, providers } from './mutation/judge.ts'
import { pageWithNewField } from './mutation/page-changes.ts'

/** A simulator that serves pages of your own is as the pages say. */

const { pages } = readLibrary([PAGES])
/** Without those that say the same in another form. */
const distinct = pages.filter(({ file }) => !/-(bom|crlf|tabs|lists|headings)\./.test(file))

/** The models of every page are created and refused in `served-validation.test.ts`; here the kit has to agree, of one page in three. */
const sample = distinct.filter((_page, index) => isSampled(index, 0, 3))

/** A page of each sort of result, and of each provider. */
const some = ['kie-apidog.md', 'plain-openapi.json', 'evolink-mintlify-create.md', 'evolink-callbacks.md']

/** Checks every model of these pages, and buys one task of each. */
const holds = async (
  provider: ProviderName,
  profile: Profile,
  all: readonly ImportedPage[],
  folders: string[],
) => {
  await using simulator = await startSimulator({ port: 0, progress: 'immediate', profile, models: folders })
  const own = all.filter((page) => page.provider === provider).flatMap(({ models }) => models)
  const only = own.map((model) => `${provider}/${model}`)
  const report = await runContract(
    { provider, baseUrl: simulator.url, apiKey: 'imported-key' },
    { ...PAID, profile, models: all, only },
  )
  expect(inShort(report)).toBe('exit 0')
  const made = simulator
    .account('imported-key')
    .tasks()
    .map(({ model }) => model)
  expect([...new Set(made)].sort()).toEqual([...new Set(own)].sort())
  expect(report.bought).toHaveLength(made.length)
  return report.counts
}

test.each(providers)(
  '%s: every model that is checked holds, and a task of each is bought',
  async (provider) => {
    const counts = { finding: 0, 'not-checked': 0, 'left-out': 0 }
    expect(await holds(provider, 'documented', sample, [PAGES])).toMatchObject(counts)
  },
)

test.each(providers)('%s: so do those of a simulator that does as the live service', async (provider) => {
  const files = some.map((name) => `${PAGES}/${name}`)
  const counts = { finding: 0, 'not-checked': 0, 'left-out': 0 }
  expect(await holds(provider, 'observed', some.map(theOne), files)).toMatchObject(counts)
})

test('videos, images, audio files and texts are told apart', async () => {
  const serves = async (name: string, output: 'video' | 'image' | 'audio' | 'text') => {
    const page = theOne(name)
    const { report } = await checkPage({
      page: { ...page, output },
      served: [page],
      options: { ...PAID, only: [`${page.provider}/${page.models[0]}/task-result`] },
    })
    return foundIn(report)
  }
  expect(await serves('kie-apidog.md', 'image')).toEqual([])
  expect(await serves('kie-apidog.md', 'audio')).toEqual([
    'task-result: error at $.data.resultJson > $.resultUrls[0]: the link does not serve an audio file',
  ])
  expect(await serves('evolink-mintlify-create.md', 'audio')).toEqual([])
  expect(await serves('evolink-mintlify-create.md', 'image')).toEqual([
    'task-result: error at $.results[0]: the link does not serve an image',
  ])
  expect(await serves('plain-openapi.json', 'text')).toEqual([])
  expect(await serves('plain-openapi.json', 'video')).toEqual([
    'task-result: error at $.data.resultJson > $.resultUrls: a finished task has no result',
  ])
})

test('a task that goes through its states holds too, at EvoLink with progress', async () => {
  const page = theOne('evolink-mintlify-create.md')
  const simulator = { progress: 'time', speed: 200, profile: 'observed' } as const
  const { report } = await checkPage({ page, simulator, options: { ...PAID, strict: true } })
  expect(inShort(report)).toBe('exit 0')
  const states = report.verdicts.find(({ id }) => id === 'evolink/tune-maker-1/task-progress')
  expect(states?.outcome).toBe('holds')
})

test('a page of your own on a bundled model comes before the bundled one', async () => {
  const models = ['specs/pages/evolink/wan2.5-text-to-video.md']
  await using double = await startSimulator({ port: 0, progress: 'immediate', models })
  const target = { provider: 'evolink', baseUrl: double.url, apiKey: 'before-key' } as const
  const report = await runContract(target, { ...PAID, models })
  expect(inShort(report)).toBe('exit 0')
  expect(report.verdicts.find(({ id }) => id === 'alone-aspect-ratio-by-quality')).toMatchObject({
    outcome: 'left-out',
    why: 'the requests of wan2.5-text-to-video are checked by the cases of its own page',
  })
})

test('if such a page requires more than the cheapest video has, that is not bought', async () => {
  const [bundled] = readPages(['specs/pages/evolink/wan2.5-text-to-video.md'])
  const page = bundled && pageWithNewField(bundled)
  if (page === undefined) throw new Error('there is no such page')
  const { report, tasks } = await checkPage({ page, options: { ...PAID, only: ['task-created'] } })
  expect(inShort(report)).toBe('exit 0')
  expect(report.verdicts.find(({ id }) => id === 'task-created')).toMatchObject({
    outcome: 'left-out',
    why: 'your own page on wan2.5-text-to-video refuses the cheapest video',
  })
  expect(tasks).toEqual([])
})

test('the kit reads folders as a simulator does', () => {
  const told: string[] = []
  expect(readPages([PAGES], (reason) => told.push(reason))).toEqual(pages)
  expect(told).toHaveLength(5)
  expect(() => readPages([`${PAGES}/chat.md`])).toThrow(/chat\.md describes no call that creates a task/)
  expect(() => readPages(['no-such-folder'])).toThrow('there is no page or folder no-such-folder')
})

/** In vitest, by path: each case is a test. */
const page = `${PAGES}/evolink-image.md`
let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ port: 0, models: [page] })
})
afterAll(() => simulator.close())

testContract(
  { provider: 'evolink', open: () => ({ provider: 'evolink', baseUrl: simulator.url, apiKey: 'vitest' }) },
  { models: [page], only: ['evolink/sketchbook-2'] },
)
