import { afterAll, expect, test } from 'vitest'
import { temporaryFolder } from '../helpers/command.ts'
import { fileAt, noteOf, pageFor, serve } from './serving.ts'

const double = await serve()
afterAll(() => double[Symbol.asyncDispose]())

test('pages that describe no create call are reported and left out', () => {
  expect(double.refusedPages).toHaveLength(5)
})

test('an imported image model of EvoLink is served on its own path, and gives a PNG', async () => {
  const created = await double.post('/v1/images/generations', { model: 'sketchbook-2', prompt: 'a door' })
  expect(created.json).toMatchObject({
    object: 'image.generation.task',
    type: 'image',
    usage: { billing_rule: 'per_call', credits_reserved: 4 },
  })
  const task = await double.get(`/v1/tasks/${created.json.id}`)
  expect(task.json.results).toHaveLength(1)
  expect(await fileAt(task.json.results[0])).toEqual({ status: 200, type: 'image/png', is: 'png' })
})

test('without its page the path stays unknown', async () => {
  await using double = await serve({ models: [] })
  const answer = await double.post('/v1/images/generations', { model: 'sketchbook-2', prompt: 'x' })
  expect(answer.status).toBe(404)
  expect(noteOf(answer)).toMatch(/There is no POST \/v1\/images\/generations/)
})

test('a model on another model’s path is unknown there', async () => {
  const answer = await double.post('/v1/videos/generations', { model: 'easel-1', prompt: 'x' })
  expect(answer.status).toBe(404)
  expect(noteOf(answer)).toBe(
    'easel-1 is created by POST /v1/images/generations, not /v1/videos/generations.',
  )
})

test('a model of the other provider is told where it belongs', async () => {
  const answer = await double.kie('easel-1', { prompt: 'x' })
  expect(noteOf(answer)).toContain('send it to POST /v1/images/generations')
})

test('of many models only some are named to whoever asks for another', async () => {
  const answer = await double.kie('nothing/alike', {})
  expect(noteOf(answer)).toMatch(/^No page describes this model; there are ([^,]+, ){9}[^,]+ and \d+ more\./)
})

test('the rules of the bundled models do not hold for imported ones', async () => {
  using folder = temporaryFolder({
    'wide.json': pageFor('/v1/videos/generations', {
      model: { const: 'wide-1' },
      quality: { type: 'string' },
      aspect_ratio: { type: 'string' },
    }),
  })
  await using double = await serve({ models: [folder.path] })
  const wide = { model: 'wide-1', quality: '480p', aspect_ratio: '21:9' }
  expect((await double.post('/v1/videos/generations', wide)).status).toBe(200)
})

test('a page’s own field takes the callback address', async () => {
  using folder = temporaryFolder({
    'hook.json': pageFor('/v1/images/generations', {
      model: { const: 'hook-1' },
      webhook_url: { type: 'string' },
    }),
  })
  await using double = await serve({ models: [folder.path] })
  const inbox = `${double.simulator.url}/__stuntdouble/inbox/mine`
  const { json } = await double.post('/v1/images/generations', { model: 'hook-1', webhook_url: inbox })
  const account = double.simulator.account('test-key')
  await account.settled()
  expect(account.deliveries()).toMatchObject([{ taskId: json.id, url: inbox, state: 'delivered' }])
})

test('two simulators in one process share nothing', async () => {
  await using other = await serve({ models: [] })
  expect((await double.kie('painter/pro-text-to-image', { prompt: 'x' })).status).toBe(200)
  expect((await other.kie('painter/pro-text-to-image', { prompt: 'x' })).status).toBe(422)
})

test('a folder that does not exist, or holds no model, is a setting that cannot be used', async () => {
  using folder = temporaryFolder({ 'a.md': '# Quickstart' })
  await expect(serve({ models: ['/no/such/folder'] })).rejects.toThrow(
    '--models: there is no folder /no/such/folder.',
  )
  await expect(serve({ models: [folder.path] })).rejects.toThrow(
    /no model to serve; .* a guide, "Quickstart"/,
  )
})
