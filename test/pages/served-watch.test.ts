import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../helpers/command.ts'
import { kiePageFor, noteOf, pageFor, serve } from './serving.ts'

/** Pages come, change and go while the simulator runs. */

const IMAGES = '/v1/images/generations'
const images = (model: string, more: object = {}): string =>
  pageFor(IMAGES, { model: { const: model }, ...more })

const watching = async (path: string) => {
  const double = await serve({ models: [path], watch: true })
  const create = (model: string, to = IMAGES): Promise<number> =>
    double.post(to, { model }).then(({ status }) => status)
  const becomes = (model: string, status: number, to = IMAGES) =>
    expect.poll(() => create(model, to), { interval: 5 }).toBe(status)
  const isNoted = (words: RegExp) =>
    expect.poll(() => double.pageNotes.filter((note) => words.test(note)), { interval: 5 }).toHaveLength(1)
  return { ...double, create, becomes, isNoted }
}

test('a page that is added is served, deep in the folder too', async () => {
  using folder = temporaryFolder()
  mkdirSync(join(folder.path, 'deep'))
  await using double = await watching(folder.path)
  expect(await double.create('new-1')).toBe(404)
  writeFileSync(join(folder.path, 'deep', 'page.json'), images('new-1'))
  await double.becomes('new-1', 200)
})

test('a page that can no longer be read keeps what it said, and that is said once', async () => {
  using folder = temporaryFolder({ 'a.json': images('kept-1'), 'b.json': images('other-1') })
  await using double = await watching(folder.path)
  writeFileSync(join(folder.path, 'a.json'), '# nothing here')
  await double.isNoted(/a\.json .* Its previous content is still served\.$/)
  expect(await double.create('kept-1')).toBe(200)
  writeFileSync(join(folder.path, 'b.json'), images('other-2'))
  await double.becomes('other-2', 200)
  await double.isNoted(/a\.json/)
  writeFileSync(join(folder.path, 'a.json'), images('kept-2'))
  await double.becomes('kept-2', 200)
  expect(await double.create('kept-1')).toBe(404)
})

test('the tasks of a page that is removed come to their end all the same', async () => {
  using folder = temporaryFolder({ 'a.json': images('gone-1', { n: { type: 'integer' } }) })
  await using double = await serve({ models: [folder.path], watch: true, progress: 'manual' })
  const { id } = (await double.post(IMAGES, { model: 'gone-1', n: 2 })).json
  rmSync(join(folder.path, 'a.json'))
  await expect
    .poll(async () => (await double.post(IMAGES, { model: 'gone-1' })).status, { interval: 5 })
    .toBe(404)
  await double.post(`/__stuntdouble/tasks/${id}/complete`, undefined)
  const { status, type, results } = (await double.get(`/v1/tasks/${id}`)).json
  expect({ status, type }).toEqual({ status: 'completed', type: 'image' })
  const files = await Promise.all(results.map((url: string) => fetch(url)))
  expect(files.map(({ headers }) => headers.get('content-type'))).toEqual(['image/png', 'image/png'])
})

test('a folder may come later, go, and come again', async () => {
  using folder = temporaryFolder()
  const later = join(folder.path, 'later')
  await using double = await watching(later)
  expect(double.pageNotes).toEqual([`--models: there is no folder ${later}. It is still watched.`])
  mkdirSync(later)
  writeFileSync(join(later, 'a.json'), images('late-1'))
  await double.becomes('late-1', 200)
  rmSync(later, { recursive: true })
  await double.becomes('late-1', 404)
  mkdirSync(later)
  writeFileSync(join(later, 'a.json'), images('late-1'))
  await double.becomes('late-1', 200)
})

test('a family of models that comes with a page has its path at once, and rules can name it', async () => {
  using folder = temporaryFolder()
  const path = '/v1/music/generations'
  await using double = await watching(folder.path)
  expect(await double.create('song-1', path)).toBe(404)
  writeFileSync(join(folder.path, 'a.json'), pageFor(path, { model: { const: 'song-1' } }))
  await double.becomes('song-1', 200, path)
  const account = double.simulator.account('test-key')
  account.setScenario({ rules: [{ fault: 'out-of-credits', operation: 'evolink.createMusic' }] })
  expect(await double.create('song-1', path)).toBe(402)
  expect(account.exchanges({ operation: 'evolink.createMusic', status: '402' })).toHaveLength(1)
})

test('a file that cannot be read, or leads nowhere, is reported and nothing else', async () => {
  using folder = temporaryFolder({ 'a.json': images('fine-1'), 'b.json': images('shut-1') })
  chmodSync(join(folder.path, 'b.json'), 0)
  symlinkSync('nowhere', join(folder.path, 'c.json'))
  mkdirSync(join(folder.path, 'd.json'))
  await using double = await serve({ models: [folder.path] })
  expect((await double.post(IMAGES, { model: 'fine-1' })).status).toBe(200)
  // Whoever is root reads everything.
  const shut = process.getuid?.() === 0 ? [] : [expect.stringMatching(/b\.json cannot be read \(EACCES\)\.$/)]
  expect(double.refusedPages).toEqual(shut)
})

test('of two pages on a model the later counts, which is said once for the two', async () => {
  using folder = temporaryFolder({
    'a.json': images('twice-1'),
    'b.json': pageFor(IMAGES, { model: { const: 'twice-1' } }, { required: ['prompt'] }),
  })
  await using double = await serve({ models: [folder.path] })
  expect(double.pageNotes).toEqual([
    expect.stringMatching(/a\.json and .*b\.json both describe twice-1; .*b\.json counts\.$/),
  ])
  expect((await double.post(IMAGES, { model: 'twice-1' })).status).toBe(400)
})

test('your own page takes the place of a bundled one, with its rules and without the bundled ones', async () => {
  const model = 'wan/2-5-text-to-video'
  using folder = temporaryFolder({
    'wan.json': kiePageFor(model, { prompt: { type: 'string' }, num_videos: { type: 'integer' } }),
  })
  await using double = await serve({ models: [folder.path] })
  expect(double.pageNotes).toEqual([
    expect.stringMatching(/wan\.json describes wan\/2-5-text-to-video and counts before the bundled page\.$/),
  ])
  const created = await double.kie(model, { duration: 'as long as it takes', num_videos: 2 })
  expect(noteOf(created)).toBe('')
  expect((await double.resultOf(created)).resultUrls).toHaveLength(2)
  expect((await double.kie(model, { prompt: 7 })).status).toBe(422)
})
