import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** Who may import whom, and who alone may touch time, chance and the environment. ARCHITECTURE.md says why. */

interface Source {
  readonly path: string
  readonly text: string
}

const sourcesIn = (folder: string): Source[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|js)$/.test(path) && !path.startsWith('fixtures/'))
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }))

const sources = sourcesIn('src')

const importsOf = ({ path, text }: Source, folder = 'src'): string[] =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, target]) =>
    relative(folder, resolve(folder, dirname(path), target ?? '')),
  )

const roomOf = (path: string): string => path.split('/')[0] ?? ''

const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  basics: ['basics'],
  contracts: ['contracts'],
  pages: ['pages', 'contracts'],
  simulator: ['simulator', 'pages', 'contracts', 'basics'],
  console: ['console'],
  client: ['client', 'contracts'],
  'ai-sdk': ['ai-sdk', 'client'],
  conformance: ['conformance', 'pages', 'contracts', 'basics'],
  run: ['run', 'simulator', 'contracts', 'basics'],
  grade: ['grade', 'run', 'simulator', 'contracts', 'basics'],
  action: ['action', 'contracts'],
  mcp: ['mcp', 'grade', 'conformance', 'simulator', 'contracts', 'basics'],
  cli: ['cli', 'mcp', 'grade', 'run', 'simulator', 'conformance', 'pages', 'contracts', 'basics'],
}

test('each room imports only what it may', () => {
  const broken = sources.flatMap((source) =>
    importsOf(source)
      .filter((target) => !MAY_IMPORT[roomOf(source.path)]?.includes(roomOf(target)))
      .map((target) => `${source.path} imports ${target}`),
  )
  expect(broken).toEqual([])
  expect(sources.flatMap((source) => importsOf(source)).length).toBeGreaterThan(100)
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

test('no file imports itself by way of others', () => {
  const circles = ['src', 'scripts', 'bench', 'test'].flatMap((folder) =>
    circlesIn(new Map(sourcesIn(folder).map((source) => [source.path, importsOf(source, folder)]))),
  )
  expect(circles).toEqual([])
})

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')

const usersOf = (pattern: RegExp, folder: string): string[] =>
  sources
    .filter(({ path, text }) => path.startsWith(folder) && pattern.test(withoutComments(text)))
    .map(({ path }) => path)

test('one file reads the machine’s time and sets timers, for the simulator and all that knows no other time', () => {
  const users = usersOf(/\bDate\.now\(|new Date\(\)|performance\.now\(|\bset(Timeout|Interval)\(/, '')
  // The others are the client, the console, and what talks to processes and services as they are.
  expect(users.filter((path) => /^(basics|contracts|pages|simulator|grade|mcp)\//.test(path))).toEqual([
    'basics/time/machine.ts',
  ])
})

test('only the client draws from a chance that no seed reproduces, where it is given none', () => {
  expect(usersOf(/Math\.random|randomBytes|randomUUID|getRandomValues|randomInt/, '')).toEqual([
    'client/chance.ts',
  ])
})

test('only the entries of command and actions, the client’s defaults and what a run hands on read the environment', () => {
  expect(usersOf(/process\.env/, '').sort()).toEqual([
    'action/process-runner.ts',
    'cli/terminal/process-io.ts',
    'client/environment.ts',
    // The text of a snippet.
    'console/parts/snippets.js',
    'run/own-environment.ts',
  ])
})

/** The folders and files that are about one provider, or list them all. */
const OF_PROVIDERS =
  /^(contracts\/(kie|evolink)\/|(pages|simulator|conformance|client|ai-sdk)\/providers\/|conformance\/cases\/(kie|evolink)\/|contracts\/(index|vocabulary|client-facts)\.ts$|.*\.generated\.ts$)/

/** A provider's name, the form of its ids, its paths, a field of its envelopes. */
const PROVIDER_WORDS =
  /(?<![a-z])(?:kie|evolink)|[a-z](?:Kie|Evolink|EvoLink)|\bKie|\bEvolink|\bEvoLink|task-unified|jobs\/createTask|recordInfo|resultJson|failCode|\/v1\/videos/

/**
 * Files that name a provider all the same, with the reason. The list may only become shorter: what shared code needs to
 * know of a provider is a field that every provider states.
 */
const NAMES_A_PROVIDER: Readonly<Record<string, string>> = {
  'ai-sdk/index.ts': 'one public export per provider',
  'client/client.ts': 'one public class per provider',
  'client/index.ts': 'exports these classes',
  'client/requests.ts': 'the public types of the requests',
  'simulator/settings.ts': 'public flags of one provider',
  'cli/commands/import.ts': 'help text',
  'cli/commands/start.ts': 'help text',
}

test('only the providers’ own folders name a provider', () => {
  const naming = sources
    .filter(({ path, text }) => !OF_PROVIDERS.test(path) && PROVIDER_WORDS.test(withoutComments(text)))
    .map(({ path }) => path)
  expect(naming.sort()).toEqual(Object.keys(NAMES_A_PROVIDER).sort())
})

test('no shared code asks which provider it has', () => {
  const asking = sources
    .filter(({ path }) => !OF_PROVIDERS.test(path))
    .filter(({ text }) => /[!=]==?\s*'(kie|evolink)'/.test(withoutComments(text)))
    .map(({ path }) => path)
  expect(asking).toEqual([])
})

/** Words with which a sentence states a limit or a condition. Labels and headings of one word do not count. */
const SENTENCE_WORDS =
  /\b(?:at most|at least|at \(\?:most|up to|no more|must|should|unless|if\||\|if|when\||\|when|exceed|greater than|less than|recommend|depending|otherwise)\b/i

test('sentences of pages are read in pages/wording alone: no other expression holds a word of one', () => {
  const expressions = (text: string): string[] =>
    [
      ...withoutComments(text).matchAll(
        /(?<=[(=,:?&|!>{;[]\s*|\breturn |^\s*)\/(?![/*\s])(?:\\.|\[(?:\\.|[^\]\n])*\]|[^/\\\n[])+\/[a-z]*/gm,
      ),
    ].map(([found]) => found)
  const holding = (path: string, text: string): string[] =>
    expressions(text)
      .filter((expression) => SENTENCE_WORDS.test(expression))
      .map((expression) => `${path}: ${expression}`)
  const pages = sources.filter(({ path }) => path.startsWith('pages/'))
  const [fenced, others] = [true, false].map((isFenced) =>
    pages
      .filter(({ path }) => path.startsWith('pages/wording/') === isFenced)
      .flatMap(({ path, text }) => holding(path, text)),
  )
  expect(others).toEqual([])
  expect(fenced?.length).toBeGreaterThan(5)
})

test('no file is longer than one reads at a stretch', () => {
  const long = sources
    .filter(({ path }) => !path.endsWith('.generated.ts'))
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > 300)
  expect(long).toEqual([])
})
