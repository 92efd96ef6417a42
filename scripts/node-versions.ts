/**
 * Installs the packed package into an empty project and uses it there with other versions of Node, each fetched
 * from npm into .runtimes/: `npm run nodes -- 20.19.0 24`. Without words: all that are promised.
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodeProgram } from './node-program.ts'
import { packInto } from './stage-package.ts'

const PROMISED = ['20.19.0', '22', '24', '26']

const ESM = `
import { startSimulator } from 'stuntdouble'
import { KieClient } from 'stuntdouble/client'
import { contracts } from 'stuntdouble/contracts'
import 'stuntdouble/conformance'
import 'stuntdouble/run'

const double = await startSimulator({ port: 0, clock: 'manual' })
const client = new KieClient({ apiKey: 'any-key', baseUrl: double.baseUrls.kie })
const task = await client.videos.create({ model: 'wan/2-5-text-to-video', input: { prompt: 'a cat' } })
await double.account('any-key').clock.advance('5s')
console.log(double.account('any-key').tasks({ phase: 'succeeded' }).length, Object.keys(contracts).length)
await double.close()
`

const CJS = `
const { startSimulator } = require('stuntdouble')
console.log(typeof startSimulator)
`

const check = async (node: string, project: string): Promise<string> => {
  const run = (file: string): string =>
    execFileSync(node, ['--disable-warning=ExperimentalWarning', file], {
      cwd: project,
      encoding: 'utf8',
    }).trim()
  if (run('esm.mjs') !== '1 2') throw new Error('the library did not make a video')
  if (run('cjs.cjs') !== 'function') throw new Error('require does not find the library')
  const command = join(project, 'node_modules/stuntdouble/dist/stuntdouble.js')
  const child = spawn(node, [command, '--port', '0', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  const { url } = JSON.parse(String(line)) as { readonly url: string }
  const { status } = await fetch(`${url}/ready`)
  child.kill('SIGTERM')
  const [code] = await once(child, 'close')
  if (status !== 200 || code !== 0)
    throw new Error(`the command responded with ${status} and ended with ${code}`)
  return execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()
}

const home = mkdtempSync(join(tmpdir(), 'stuntdouble-nodes-'))
try {
  const { file } = await packInto(home)
  writeFileSync(join(home, 'package.json'), '{"name": "stranger", "private": true}')
  writeFileSync(join(home, 'esm.mjs'), ESM)
  writeFileSync(join(home, 'cjs.cjs'), CJS)
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', file], {
    cwd: home,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const words = process.argv.slice(2)
  for (const version of words.length > 0 ? words : PROMISED)
    console.log(`the package works on Node ${await check(nodeProgram(version), home)}`)
} finally {
  rmSync(home, { recursive: true, force: true })
}
