import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** Who may import whom, and who alone may touch time, chance and the environment. ARCHITECTURE.md says why. */

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|js)$/.test(path))
  .map((path) => ({ path, text: readFileSync(join('src', path), 'utf8') }))

const importsOf = ({ path, text }: (typeof sources)[number]): string[] =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, target]) =>
    relative('src', resolve('src', dirname(path), target ?? '')),
  )

const roomOf = (path: string): string => path.split('/')[0] ?? ''

const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  contracts: ['contracts'],
  pages: ['pages', 'contracts'],
  simulator: ['simulator', 'pages', 'contracts'],
  console: ['console'],
  client: ['client', 'contracts'],
  'ai-sdk': ['ai-sdk', 'client'],
  conformance: ['conformance', 'pages', 'contracts'],
  cli: ['cli', 'simulator', 'conformance', 'pages', 'contracts'],
}

test('each room imports only what it may', () => {
  const broken = sources.flatMap((source) =>
    importsOf(source)
      .filter((target) => !MAY_IMPORT[roomOf(source.path)]?.includes(roomOf(target)))
      .map((target) => `${source.path} imports ${target}`),
  )
  expect(broken).toEqual([])
  expect(sources.flatMap(importsOf).length).toBeGreaterThan(100)
})

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')

const usersOf = (pattern: RegExp, folder: string): string[] =>
  sources
    .filter(({ path, text }) => path.startsWith(folder) && pattern.test(withoutComments(text)))
    .map(({ path }) => path)

test('only the clock reads the machine’s time or sets a timer', () => {
  expect(
    usersOf(/\bDate\.now\(|new Date\(\)|performance\.now\(|\bset(Timeout|Interval)\(/, 'simulator/'),
  ).toEqual(['simulator/time/clock.ts'])
})

test('only the client draws from a chance that no seed reproduces, where it is given none', () => {
  expect(usersOf(/Math\.random|randomBytes|randomUUID|getRandomValues|randomInt/, '')).toEqual([
    'client/chance.ts',
  ])
})

test('only the command’s entry and the client’s defaults read the environment', () => {
  expect(usersOf(/process\.env/, '')).toEqual(['cli/process-io.ts', 'client/environment.ts'])
})

test('shared code of the simulator never asks which provider it has', () => {
  const shared = sources.filter(
    ({ path }) => path.startsWith('simulator/') && !path.startsWith('simulator/providers/'),
  )
  const asking = shared.filter(({ text }) => /===\s*'(kie|evolink)'/.test(text)).map(({ path }) => path)
  expect(asking).toEqual([])
})
