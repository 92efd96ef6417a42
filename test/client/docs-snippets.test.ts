import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import * as ai from 'ai'
import { transform } from 'esbuild'
import { beforeAll, expect, test, vi } from 'vitest'
import * as sdk from '../../src/ai-sdk/index.ts'
import * as client from '../../src/client/index.ts'
import { startSimulator } from '../../src/simulator/index.ts'
import { temporaryFolder } from '../helpers/command.ts'
import { kieRequest } from './client-double.ts'

/** Every snippet of docs/client.md runs, against a simulator, with clients whose waits are short. */

beforeAll(() => {
  Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false })
})

const text = readFileSync('docs/client.md', 'utf8')
const snippets = [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(({ 1: code = '', index }) => ({
  line: text.slice(0, index).split('\n').length,
  code,
}))

/** Polls are due at once; nothing times out. */
const hurried: client.Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    if (ms >= 30_000) return () => undefined
    const immediate = setImmediate(run)
    return () => clearImmediate(immediate)
  },
}

class KieClient extends client.KieClient {
  constructor(options: client.ClientOptions = {}) {
    super({ clock: hurried, ...options })
  }
}

class EvolinkClient extends client.EvolinkClient {
  constructor(options: client.ClientOptions = {}) {
    super({ clock: hurried, ...options })
  }
}

const modules: Readonly<Record<string, unknown>> = {
  'stuntdouble/client': { ...client, KieClient },
  'stuntdouble/ai-sdk': { ...sdk, createKie: () => sdk.createKie(new KieClient()) },
  ai,
}

/** What a snippet takes for granted: declared before it where the document has it once, or in the reader's own code. */
const surroundings = async (folder: string) => {
  const kie = new KieClient()
  const evolink = new EvolinkClient({ baseUrl: process.env.EVOLINK_BASE_URL ?? '' })
  const handle = await kie.videos.create(kieRequest())
  const body = JSON.stringify({ code: 200, data: { taskId: handle.id, state: 'success' } })
  return {
    ...{ KieClient, EvolinkClient, evolink, handle, body, createServer, folder },
    client: kie,
    isClientError: client.isClientError,
    request: kieRequest(),
    video: await kie.videos.createAndWait(kieRequest()),
    headers: {},
    signal: new AbortController().signal,
    receiver: kie.callbacks.receiver({ onTask: () => undefined }),
    foreignIds: [] as string[],
    ours: new Set<string>(),
    save: vi.fn(),
    console: { log: vi.fn(), error: vi.fn() },
    traced: fetch,
  }
}

/** As the body of a function: imports from the modules at hand, files into a folder of their own. */
const runnable = async (code: string, folder: string): Promise<string> => {
  const { code: script } = await transform(code, { loader: 'ts', format: 'esm' })
  return script
    .replaceAll(
      /import \{([^}]*)\} from "([^"]+)";/g,
      (_all, names: string, from: string) =>
        `const {${names.replaceAll(' as ', ': ')}} = modules[${JSON.stringify(from)}];`,
    )
    .replaceAll(/"(cat|door)/g, `"${join(folder, '$1')}`)
    .replaceAll('`door', `\`${join(folder, 'door')}`)
}

const isOfTypesOnly = (code: string): boolean => /^declare module/.test(code.trim())

test.each(snippets.filter(({ code }) => !isOfTypesOnly(code)))(
  'the snippet in line $line runs',
  async ({ code }) => {
    await using simulator = await startSimulator({
      ...{ port: 0, queue: 0, run: 0 },
      models: ['test/fixtures/pages/evolink-image.md'],
    })
    using folder = temporaryFolder()
    for (const name of ['KIE', 'EVOLINK']) {
      vi.stubEnv(`${name}_API_KEY`, 'docs')
      vi.stubEnv(`${name}_BASE_URL`, simulator.url)
    }
    const given = await surroundings(folder.path)
    writeFileSync(join(folder.path, 'cat.png'), '\x89PNG\r\n', 'latin1')
    const script = await runnable(code, folder.path)
    const declared = [...script.matchAll(/^(?:const|let) (?:\{([^}]*)\}|(\w+))/gm)].flatMap(
      ([, names, name]) =>
        (names ?? name ?? '').split(',').map((each) => (each.split(':').at(-1) ?? '').trim()),
    )
    const names = Object.keys(given).filter((name) => !declared.includes(name))
    const AsyncFunction = (async () => undefined).constructor as new (
      ...parts: string[]
    ) => (...values: unknown[]) => Promise<unknown>
    const run = new AsyncFunction('modules', ...names, script)
    await run(modules, ...names.map((name) => given[name as keyof typeof given]))
    expect(simulator.account('docs').exchanges().length).toBeGreaterThan(0)
    await given.client.close()
    await given.evolink.close()
    vi.unstubAllEnvs()
  },
)

test('there are snippets for what the client can do', () => {
  expect(snippets.length).toBeGreaterThan(12)
})
