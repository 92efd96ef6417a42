import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sectionFor } from '../../scripts/changelog-section.ts'
import { manifest, packInto, placeholdersIn, published } from '../../scripts/stage-package.ts'
import { ask, KIE_MODEL } from '../helpers/simulator.ts'

/** What a stranger gets: the tarball, installed into an empty project. Nothing here needs a network. */

const run = promisify(execFile)
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>
}
const home = mkdtempSync(join(tmpdir(), 'stuntdouble-tarball-'))
const project = join(home, 'project')

/** Our own copies of the dependencies stand in for the registry's; npm still checks that their versions will do. */
const installed = (name: string): readonly [string, string] => [name, `file:${resolve('node_modules', name)}`]

beforeAll(async () => {
  mkdirSync(project)
  const { file } = packInto(home)
  const manifest = {
    name: 'stranger',
    private: true,
    type: 'module',
    dependencies: {
      stuntdouble: `file:${file}`,
      ...Object.fromEntries(Object.keys(dependencies).map(installed)),
    },
  }
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest))
  // npm would run the prepare scripts of folders, as ours stand in for packages.
  const quietly = ['--offline', '--ignore-scripts', '--cache', join(home, 'cache'), '--no-audit', '--no-fund']
  await run('npm', ['install', ...quietly], { cwd: project })
}, 180_000)

afterAll(() => rmSync(home, { recursive: true, force: true }))

test('the command that npx finds starts from the tarball, and serves a video', async () => {
  // What npx looks for.
  const command = join(project, 'node_modules/.bin/stuntdouble')
  const child = spawn(command, ['--port', '0', '--json', '--progress', 'immediate'], { cwd: project })
  try {
    const [line] = await once(child.stdout, 'data')
    const { url } = JSON.parse(String(line))
    const body = { model: KIE_MODEL, input: { prompt: 'a cat', duration: '10' } }
    const { taskId } = (await ask('POST', `${url}/api/v1/jobs/createTask`, { body })).json.data
    const { data } = (await ask('GET', `${url}/api/v1/jobs/recordInfo?taskId=${taskId}`)).json
    const [video] = JSON.parse(data.resultJson).resultUrls
    expect((await ask('HEAD', video, { key: null })).headers['content-type']).toBe('video/mp4')
  } finally {
    child.kill('SIGTERM')
    await once(child, 'close')
  }
}, 180_000)

/** `test/pages/types-compile.test.ts` compiles such a program with the types. */
const CONSUMER = `
import { startSimulator } from 'stuntdouble'
import 'stuntdouble/client'
import { contracts, isTerminal } from 'stuntdouble/contracts'

const double = await startSimulator({ port: 0, clock: 'manual', rateLimit: '20/10s' })
const answer = await fetch(double.baseUrls.kie + contracts.kie.operations[2].path, {
  headers: { authorization: 'Bearer any-key' },
})
console.log(JSON.stringify([contracts.kie.openapi.openapi, isTerminal('failed'), await answer.json()]))
await double.close()
`

test('the entries of the package can be imported', async () => {
  writeFileSync(join(project, 'consumer.js'), CONSUMER)
  const { stdout } = await run(process.execPath, ['consumer.js'], { cwd: project })
  expect(JSON.parse(stdout)).toEqual(['3.1.0', true, { code: 200, msg: 'success', data: 10_000 }])
})

test('the types are published with what they describe', () => {
  const types = readdirSync('dist/types', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.d.ts'),
  )
  expect(types.length).toBeGreaterThan(50)
  expect(
    types.filter((name) => !existsSync(join(project, 'node_modules/stuntdouble/dist/types', name))),
  ).toEqual([])
})

test('what is packed has no scripts, so that nothing is built where it is installed', () => {
  const packed = JSON.parse(
    readFileSync(join(project, 'node_modules/stuntdouble/package.json'), 'utf8'),
  ) as object
  expect(packed).toMatchObject({ name: 'stuntdouble', dependencies })
  for (const field of ['scripts', 'devDependencies', 'overrides']) expect(packed).not.toHaveProperty(field)
})

test('nothing is published before its addresses are real', () => {
  const about = manifest()
  expect(placeholdersIn(about)).toEqual(
    ['homepage', 'repository', 'bugs', 'funding'].map(
      (field) => `package.json: ${field} is a placeholder; write the real address`,
    ),
  )
  expect(published(about, false)).toHaveProperty('private', true)
  expect(published(about, true)).not.toHaveProperty('private')
})

test('a section of the changelog is found by its tag', () => {
  const changelog =
    '# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n\n- One.\n\n## [0.1.0]\n\n- Two.\n'
  expect(sectionFor(changelog, 'v0.2.0')).toBe('- One.')
  expect(sectionFor(changelog, 'v0.1.0')).toBe('- Two.')
  expect(() => sectionFor(changelog, 'v0.3.0')).toThrow('CHANGELOG.md has no section 0.3.0')
})
