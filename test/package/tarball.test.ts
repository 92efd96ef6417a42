import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
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
  const { file } = await packInto(home)
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

/** Every entry, an error that the types must find, and a row that a user adds to an interface. */
const TYPED = `
import { startSimulator, type Settings } from 'stuntdouble'
import { createKie } from 'stuntdouble/ai-sdk'
import { EvolinkClient, KieClient, type KieCreateRequest } from 'stuntdouble/client'
import { runContract } from 'stuntdouble/conformance'
import * as ofContract from 'stuntdouble/conformance/vitest'
import { contracts } from 'stuntdouble/contracts'
import { runUnderDouble } from 'stuntdouble/run'
import { doubleTest } from 'stuntdouble/vitest'

declare module 'stuntdouble/client' {
  interface KieRequests {
    mine: { path: '/api/v1/jobs/createTask'; request: { model: 'mine'; input: { n: number } } }
  }
}
export const mine: KieCreateRequest = { model: 'mine', input: { n: 1 } }
// @ts-expect-error a model's input is checked
export const wrong: KieCreateRequest = { model: 'mine', input: { n: 'one' } }
export const seed: Settings['seed'] = 7
export type Task = Awaited<ReturnType<KieClient['videos']['create']>>
export const all = [startSimulator, createKie, EvolinkClient, runContract, ofContract, contracts, runUnderDouble, doubleTest]
`

/** What users who check types have beside the package. */
const BESIDE_TYPES = ['@types/node', 'undici-types', 'vitest', '@ai-sdk/provider']

test('the types of every entry are whole, and are found from TypeScript', async () => {
  for (const name of BESIDE_TYPES) {
    const place = join(project, 'node_modules', name)
    mkdirSync(dirname(place), { recursive: true })
    if (!existsSync(place)) symlinkSync(resolve('node_modules', name), place)
  }
  const options = { module: 'nodenext', target: 'es2023', strict: true, noEmit: true, types: ['node'] }
  const compilerOptions = { ...options, lib: ['es2023', 'esnext.disposable'], skipLibCheck: false }
  writeFileSync(join(project, 'typed.ts'), TYPED)
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.ts'] }))
  const tsc = resolve('node_modules/typescript/bin/tsc')
  const said = await run(process.execPath, [tsc, '-p', project], { cwd: project }).catch(
    (error: { readonly stdout: string }) => error,
  )
  // What others publish is theirs.
  const ofOthers = /node_modules\/(?!stuntdouble\/)/
  expect(said.stdout.split('\n').filter((line) => line !== '' && !ofOthers.test(line))).toEqual([])
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
