import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import {
  commandOf,
  copyOf,
  environmentOf,
  ignoredBy,
  performCopy,
  stagesOf,
} from '../../scripts/dockerfile.ts'
import { temporaryFolder } from '../helpers/command.ts'
import { freePort } from '../helpers/free-port.ts'
import { ask } from '../helpers/simulator.ts'

/** What can be said of the image without an engine or a network; `scripts/check-docker.ts` goes further. */

const stages = stagesOf(readFileSync('Dockerfile', 'utf8'))
const [build, final] = stages
if (build === undefined || final === undefined) throw new Error('The Dockerfile has two stages.')

test('whatever the Dockerfile copies is there, and .dockerignore lets it through', () => {
  const isIgnored = ignoredBy(readFileSync('.dockerignore', 'utf8'))
  const copies = stages.flatMap(({ instructions }) => instructions.filter(({ name }) => name === 'COPY'))
  const sources = copies.map(({ rest }) => copyOf(rest)).flatMap(({ from, sources }) => (from ? [] : sources))
  expect(sources).toContain('src')
  expect(sources.filter((source) => !existsSync(source))).toEqual([])
  expect(sources.filter(isIgnored)).toEqual([])
})

test('the build stage has every file that the build names', () => {
  const copies = build.instructions.filter(({ name }) => name === 'COPY').map(({ rest }) => copyOf(rest))
  const copied = copies.flatMap(({ sources }) => sources)
  const script = readFileSync('scripts/build.ts', 'utf8')
  const scripts = [...script.matchAll(/from '\.\/([\w-]+\.ts)'/g)].map(([, name]) => `scripts/${name}`)
  expect(scripts.length).toBeGreaterThan(3)
  const texts = [script, ...scripts.map((file) => readFileSync(file, 'utf8'))]
  const named = texts.flatMap((text) => [...text.matchAll(/'([\w./-]+)'/g)].map(([, path = '']) => path))
  // dist is what is built, llms.txt what `npm run generate` writes.
  const files = named.filter(
    (path) => existsSync(path) && !/^(node_modules|dist|llms\.txt)\b|^[.]/.test(path),
  )
  expect(files).toContain('README.md')
  expect(files.filter((file) => !copied.some((path) => `${file}/`.startsWith(`${path}/`)))).toEqual([])
})

test.each([
  ['node_modules', true],
  ['node_modules/zod/index.js', true],
  ['stuntdouble-0.1.0.tgz', true],
  ['src/simulator/http/app.ts', false],
  ['specs/distance.md', false],
])('.dockerignore and %s: %s', (path, expected) => {
  expect(ignoredBy(readFileSync('.dockerignore', 'utf8'))(path)).toBe(expected)
})

test('the image runs as an unprivileged user, and needs no curl to know its health', () => {
  const names = final.instructions.map(({ name }) => name)
  expect(final.instructions.find(({ name }) => name === 'USER')?.rest).toBe('node')
  expect(names.indexOf('USER')).toBeLessThan(names.indexOf('ENTRYPOINT'))
  expect(names).not.toContain('RUN')
  expect(commandOf(final, 'HEALTHCHECK')[0]).toBe('node')
})

test('its command starts from what the last stage has, listens everywhere, writes nothing, and its health check notices both ends', async () => {
  using home = temporaryFolder()
  // The build stage's files are ours: this checkout, built.
  mkdirSync(join(home.path, 'build'))
  symlinkSync(resolve('.'), join(home.path, 'build', 'app'))
  const folder = join(home.path, 'final', 'app')
  for (const { name, rest } of final.instructions) {
    if (name === 'COPY') performCopy(copyOf(rest), resolve('.'), folder, (stage) => join(home.path, stage))
  }

  const port = String(await freePort())
  // As on a read-only root: nothing can be written where programs usually write.
  const nowhere = { HOME: '/nowhere', TMPDIR: '/nowhere' }
  const env = { PATH: process.env.PATH, ...nowhere, ...environmentOf(final), STUNTDOUBLE_PORT: port }
  const isHealthy = (): boolean => {
    const [program = '', ...args] = commandOf(final, 'HEALTHCHECK')
    return spawnSync(program, args, { cwd: folder, env }).status === 0
  }
  const [program = '', ...args] = [...commandOf(final, 'ENTRYPOINT'), ...commandOf(final, 'CMD')]
  const container = spawn(program, args, { cwd: folder, env })
  try {
    const [banner] = await once(container.stdout, 'data')
    expect(String(banner)).toContain(`ready on http://localhost:${port}`)
    expect(isHealthy()).toBe(true)
    expect((await ask('GET', `http://127.0.0.1:${port}/v1/credits`)).status).toBe(200)
    expect((await ask('GET', `http://127.0.0.2:${port}/health`)).status).toBe(200)
  } finally {
    container.kill('SIGTERM')
  }
  const [code] = await once(container, 'close')
  expect(code).toBe(0)
  expect(isHealthy()).toBe(false)
}, 180_000)
