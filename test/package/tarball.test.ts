import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', home])
  const [{ filename }] = JSON.parse(stdout) as readonly [{ readonly filename: string }]
  const manifest = {
    name: 'stranger',
    private: true,
    type: 'module',
    dependencies: {
      stuntdouble: `file:../${filename}`,
      ...Object.fromEntries(Object.keys(dependencies).map(installed)),
    },
  }
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest))
  // npm would run the prepare scripts of folders, as ours stand in for packages.
  const quietly = ['--offline', '--ignore-scripts', '--cache', join(home, 'cache'), '--no-audit', '--no-fund']
  await run('npm', ['install', ...quietly], { cwd: project })
}, 180_000)

afterAll(() => rmSync(home, { recursive: true, force: true }))

test('npx stuntdouble starts from the tarball, and serves a video', async () => {
  const child = spawn(
    'npx',
    ['--offline', 'stuntdouble', '--port', '0', '--json', '--progress', 'immediate'],
    {
      cwd: project,
      // npx starts a shell that starts us; a group of their own, so that all of them can be ended.
      detached: true,
    },
  )
  try {
    const [line] = await once(child.stdout, 'data')
    const { url } = JSON.parse(String(line))
    const body = { model: KIE_MODEL, input: { prompt: 'a cat', duration: '10' } }
    const { taskId } = (await ask('POST', `${url}/api/v1/jobs/createTask`, { body })).json.data
    const { data } = (await ask('GET', `${url}/api/v1/jobs/recordInfo?taskId=${taskId}`)).json
    const [video] = JSON.parse(data.resultJson).resultUrls
    expect((await ask('HEAD', video, { key: null })).headers['content-type']).toBe('video/mp4')
  } finally {
    process.kill(-Number(child.pid), 'SIGTERM')
    await once(child, 'close')
  }
}, 180_000)

const CONSUMER = `
import { type Simulator, type SimulatorOptions, startSimulator } from 'stuntdouble'
import 'stuntdouble/client'
import { contracts, isTerminal, type ProviderContract } from 'stuntdouble/contracts'

const options: SimulatorOptions = { port: 0, clock: 'manual', rateLimit: '20/10s' }
const double: Simulator = await startSimulator(options)
const kie: ProviderContract = contracts.kie
const answer = await fetch(double.baseUrls.kie + kie.operations[2]!.path, {
  headers: { authorization: 'Bearer any-key' },
})
console.log(JSON.stringify([kie.openapi.openapi, isTerminal('failed'), await answer.json()]))
await double.close()
`

test('the entries of the package can be imported', async () => {
  // The consumer is TypeScript only by its annotations: without them it is the same program.
  const plain = CONSUMER.replaceAll(/, type \w+|\btype \w+, |: (Simulator|ProviderContract)\w*|!/g, '')
  writeFileSync(join(project, 'consumer.js'), plain)
  const { stdout } = await run(process.execPath, ['consumer.js'], { cwd: project })
  expect(JSON.parse(stdout)).toEqual(['3.1.0', true, { code: 200, msg: 'success', data: 10_000 }])
})

test('the published types are complete: strict code compiles against them, and reports what does not exist', async () => {
  writeFileSync(join(project, 'consumer.ts'), CONSUMER)
  writeFileSync(join(project, 'wrong.ts'), "import { startSimulatr } from 'stuntdouble'\nstartSimulatr()\n")
  const strictly = [
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    'false',
    '--module',
    'nodenext',
    '--target',
    'es2022',
  ]
  const types = ['--types', 'node', '--typeRoots', resolve('node_modules/@types')]
  const tsc = resolve('node_modules/typescript/bin/tsc')
  const files = ['consumer.ts', 'wrong.ts']
  const checked = run(process.execPath, [tsc, ...strictly, ...types, ...files], { cwd: project })
  const found = await checked.then(({ stdout }) => stdout).catch(({ stdout }) => String(stdout))
  expect(found).toContain("'startSimulator'")
  expect(found.split('\n').filter((line) => line.includes('error') && !line.startsWith('wrong.ts'))).toEqual(
    [],
  )
}, 180_000)
