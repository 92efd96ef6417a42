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

/** Groups of files that import each other in a circle, types included (Tarjan's strongly connected components). */
const circlesIn = (imports: ReadonlyMap<string, readonly string[]>): readonly string[] => {
  const circles: string[] = []
  const open: string[] = []
  const indexOf = new Map<string, number>()
  const lowest = new Map<string, number>()
  const visit = (path: string): number => {
    const index = indexOf.size
    indexOf.set(path, index)
    lowest.set(path, index)
    open.push(path)
    for (const target of imports.get(path) ?? []) {
      const reached = indexOf.has(target)
        ? open.includes(target)
          ? (indexOf.get(target) ?? 0)
          : index
        : visit(target)
      lowest.set(path, Math.min(lowest.get(path) ?? index, reached))
    }
    if (lowest.get(path) === index) {
      const circle = open.splice(open.indexOf(path))
      if (circle.length > 1 || imports.get(path)?.includes(path)) circles.push(circle.sort().join(' '))
    }
    return lowest.get(path) ?? index
  }
  for (const path of imports.keys()) if (!indexOf.has(path)) visit(path)
  return circles.sort()
}

test('a circle of imports is found', () => {
  const imports = { a: ['b'], b: ['c', 'd'], c: ['a'], d: ['d'], e: ['a'] }
  expect(circlesIn(new Map(Object.entries(imports)))).toEqual(['a b c', 'd'])
})

/** The circles that are left. This list may only become shorter. */
const KNOWN_CIRCLES: readonly string[] = [
  'cli/config-file.ts cli/config.ts',
  'client/callbacks/callbacks.ts client/callbacks/fastify.ts client/callbacks/fetch.ts client/callbacks/node.ts client/callbacks/receiver.ts',
  'client/download/bytes.ts client/download/part.ts',
  'client/drift.ts client/options.ts',
  'conformance/run.ts conformance/story.ts',
]

test('no file imports itself by way of others', () => {
  const circles = circlesIn(new Map(sources.map((source) => [source.path, importsOf(source)])))
  expect(circles.filter((circle) => !KNOWN_CIRCLES.includes(circle))).toEqual([])
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
