import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommand, startCommand, temporaryFolder } from '../helpers/command.ts'
import { PAGES } from './pages.ts'

const page = (name: string): string => join(PAGES, name)

test('import --json prints one object per page', async () => {
  const { code, stdout } = await runCommand([
    'import',
    page('kie-nested.md'),
    page('evolink-image.md'),
    '--json',
  ])
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(code).toBe(0)
  expect(rows.map(({ provider, models }) => [provider, models[0]])).toEqual([
    ['kie', 'weaver/story-to-video'],
    ['evolink', 'sketchbook-2'],
  ])
})

test('import --into writes contracts that start --models serves and models lists', async () => {
  using folder = temporaryFolder()
  const into = join(folder.path, 'models')
  const { code } = await runCommand(['import', page('evolink-image.md'), '--into', into, '--types'])
  expect(code).toBe(0)
  expect(readdirSync(into).sort()).toEqual(['evolink.sketchbook-2.d.ts', 'evolink.sketchbook-2.json'])
  const types = readFileSync(join(into, 'evolink.sketchbook-2.d.ts'), 'utf8')
  expect(types).toContain(`size?: "1:1" | "16:9"`)
  expect(types).toContain('interface EvolinkRequests {')
  const { stdout } = await runCommand(['models', '--models', into, '--json'])
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(rows).toHaveLength(5)
  expect(rows[3]).toEqual({
    ...{ provider: 'evolink', model: 'sketchbook-2', makes: 'image', method: 'POST' },
    ...{ path: '/v1/images/generations', page: page('evolink-image.md') },
  })
  await using double = await startCommand(['--port', '0', '--models', into])
  const answer = await fetch(`${double.url}/v1/images/generations`, {
    method: 'POST',
    headers: { authorization: 'Bearer k', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'sketchbook-2-lite', prompt: 'a door' }),
  })
  expect(answer.status).toBe(200)
})

test('a page imported again takes its own file; another page on the same model does not overwrite it', async () => {
  using folder = temporaryFolder()
  const into = join(folder.path, 'models')
  const other = join(folder.path, 'other.md')
  writeFileSync(other, readFileSync(page('evolink-image.md')))
  for (const source of [page('evolink-image.md'), other, page('evolink-image.md'), other])
    expect((await runCommand(['import', source, '--into', into])).code).toBe(0)
  expect(readdirSync(into).sort()).toEqual(['evolink.sketchbook-2.json', 'evolink.sketchbook-2~2.json'])
})

test('import --types prints one .d.ts for all pages, and nothing else', async () => {
  const { code, stdout } = await runCommand([
    'import',
    page('kie-nested.md'),
    page('evolink-image.md'),
    '--types',
  ])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^\/\/ Written by `stuntdouble import --types`/)
  expect(stdout.match(/^(export type|declare module| {2}interface) \S+/gm)).toEqual([
    'export type WeaverStoryToVideoRequest',
    'export type Sketchbook2Request',
    "declare module 'stuntdouble/client'",
    '  interface KieRequests',
    '  interface EvolinkRequests',
  ])
})

test('a page that is refused keeps the others from nothing: they are written, it is listed, exit code 2', async () => {
  using folder = temporaryFolder()
  const into = join(folder.path, 'models')
  const { code, stdout, stderr } = await runCommand([
    'import',
    page('kie-nested.md'),
    page('chat.md'),
    '--into',
    into,
  ])
  expect(code).toBe(2)
  expect(stdout).toContain('Wrote ')
  expect(stderr).toMatch(
    /^stuntdouble: .*chat\.md describes no call .* a page of a chat API .*\.\nstuntdouble: 2 files, 1 contract, 1 refused\.\n$/,
  )
  expect(readdirSync(into)).toEqual(['kie.weaver-story-to-video.json'])
})

test('nothing but pages that are refused: nothing is written', async () => {
  using folder = temporaryFolder()
  const { code, stdout } = await runCommand([
    'import',
    page('chat.md'),
    '--into',
    join(folder.path, 'models'),
  ])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(readdirSync(folder.path)).toEqual([])
})

test('a folder is every page in it, with one summary', async () => {
  using folder = temporaryFolder()
  for (const name of ['kie-nested.md', 'evolink-image.md', 'chat.md', 'quickstart.md'])
    writeFileSync(join(folder.path, name), readFileSync(page(name)))
  const { code, stderr } = await runCommand(['import', folder.path, '--into', join(folder.path, 'models')])
  expect(code).toBe(2)
  expect(stderr).toMatch(/\nstuntdouble: 4 files, 2 contracts, 2 refused\.\n$/)
})

test('import needs a page that exists', async () => {
  expect(await runCommand(['import'])).toMatchObject({ code: 2, stderr: /Name a page/ })
  expect(await runCommand(['import', 'no-such.md'])).toMatchObject({
    code: 2,
    stderr: /There is no page .*no-such\.md\./,
  })
})

test('start names the pages that it does not serve, and goes on', async () => {
  await using double = await startCommand(['--port', '0', '--models', PAGES])
  expect(double.stderr()).toContain('stuntdouble: not served: test/fixtures/pages/chat.md')
})
