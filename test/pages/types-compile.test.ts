import { execFile } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { importPage } from '../../src/pages/import-page.ts'
import { type ImportedPage, PageRefusal } from '../../src/pages/imported-page.ts'
import { requestTypes } from '../../src/pages/types/request-types.ts'
import { temporaryFolder } from '../helpers/command.ts'
import { textOf as bundled, pageFiles } from './compile/bundled-pages.ts'
import { imported, pageNames } from './pages.ts'

/**
 * What `import --types` writes, in the project of somebody who uses the client: tsc reads all of it at once, and finds an
 * error exactly where one is expected.
 */

const run = promisify(execFile)

const importable = (name: string): readonly ImportedPage[] => {
  try {
    return imported(name)
  } catch (error) {
    if (error instanceof PageRefusal) return []
    throw error
  }
}

/** A page with everything that is hard to say in TypeScript. */
const hardPage = (): readonly ImportedPage[] => {
  const properties = {
    model: { enum: ["o'brien/v1.5", 'say "hi"\\', 'a*/b'] },
    mode: { type: 'string', nullable: true, enum: ['fast', 'slow'] },
    voice: {
      oneOf: [
        { type: 'string' },
        { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
        { type: 'null' },
      ],
    },
    'extra-headers': { type: 'object', additionalProperties: { type: 'string' } },
    open: { type: 'object', properties: { known: { type: 'boolean' } }, additionalProperties: true },
    shots: {
      type: 'array',
      items: { type: 'object', required: ['at'], properties: { at: { type: 'number' } } },
    },
    tags: { type: 'array', items: { enum: ['a', 'b'] } },
    first: { type: 'string' },
    last: { type: 'string' },
    old: { type: 'boolean', deprecated: true, description: 'Gone. */ @deprecated' },
  }
  const schema = {
    ...{ type: 'object', required: ['model'], properties },
    anyOf: [{ required: ['first'] }, { required: ['last'] }],
  }
  const post = { requestBody: { content: { 'application/json': { schema } } } }
  const document = { openapi: '3.1.0', paths: { '/v1/images/generations': { post } } }
  return importPage('hard.json', JSON.stringify(document))
}

/** Every file's pages, each as `import` would read it. */
const files: readonly (readonly [string, readonly ImportedPage[]])[] = [
  ...pageNames.map((name) => [name, importable(name)] as const),
  ...pageFiles.map(
    (file) => [`bundled.${file.replaceAll('/', '.')}`, importPage(file, bundled(file))] as const,
  ),
  ['hard', hardPage()] as const,
].filter(([, pages]) => pages.length > 0)

const namesIn = (types: string): string[] =>
  [...types.matchAll(/^export type (\w+)/gm)].map(([, name]) => name ?? '')

/** The page's own examples, each as a constant of its type. Of one that leaves something out, tsc must say so. */
const examplesOf = ([file, pages]: (typeof files)[number]): string => {
  const names = namesIn(requestTypes(pages))
  const lines = pages.flatMap(({ examples, problems }, index) => {
    const hasGap = problems.some(({ message }) => message.endsWith('example leaves it out'))
    return examples.map((example) => {
      const line = `e.push(((request: ${names[index]}) => request)(${JSON.stringify(example)}))`
      return hasGap
        ? `// @ts-expect-error the page says that its example leaves something out\n${line}`
        : line
    })
  })
  return `import type { ${names.join(', ')} } from './models/${file}.js'\nexport const e: unknown[] = []\n${lines.join('\n')}\n`
}

const USES = `
import { EvolinkClient, KieClient, type EvolinkCreateRequest, type KieCreateRequest } from 'stuntdouble/client'

const kie = new KieClient()
const evolink = new EvolinkClient()

// What the pages describe is taken.
void kie.images.create({ model: 'painter/pro-text-to-image', input: { prompt: 'x', image_size: '1:1', strength: null } })
void kie.audios.create({ model: 'voiceroom/text-to-speech', input: { text: 'x', tags: [{ key: 'k', weight: 1 }] } })
void kie.texts.create({ model: 'scribe/audio-to-text', input: { audio_url: 'https://example.org/a.mp3' } })
void evolink.images.create({ model: 'sketchbook-2-lite', prompt: 'x', n: 4 })
void evolink.audios.create({ model: 'tune-maker-1', prompt: 'x', duration: 30 })
void evolink.videos.create({ model: 'reel-long', prompt: 'x', duration: 45 })
void evolink.at('/v1/images/generations').create({ model: 'easel-1', prompt: null })
export const all: (KieCreateRequest | EvolinkCreateRequest)[] = [
  { model: 'weaver/story-to-video', input: { shots: [{ prompt: 'x', duration: 5 }], image_urls: [] } },
  { model: 'sketchbook-2', prompt: 'x' },
]

// What they do not describe is not.
// @ts-expect-error a mistyped field
void kie.images.create({ model: 'painter/pro-text-to-image', input: { prompt: 'x', imagesize: '1:1' } })
// @ts-expect-error an option that does not exist
void kie.images.create({ model: 'painter/pro-text-to-image', input: { prompt: 'x', image_size: '2:1' } })
// @ts-expect-error no prompt
void kie.images.create({ model: 'painter/pro-text-to-image', input: {} })
// @ts-expect-error a shot without a prompt
void kie.videos.create({ model: 'weaver/story-to-video', input: { shots: [{}], image_urls: [] } })
// @ts-expect-error the fields of another model
void kie.audios.create({ model: 'voiceroom/text-to-speech', input: { prompt: 'x' } })
// @ts-expect-error the other model's lengths
void evolink.videos.create({ model: 'reel-short', prompt: 'x', duration: 45 })
// @ts-expect-error an image is not created where videos are
void evolink.videos.create({ model: 'sketchbook-2', prompt: 'x' })
// @ts-expect-error a path where no page creates anything
void evolink.at('/v1/songs/generations')
// @ts-expect-error a model of the other provider
void kie.images.create({ model: 'sketchbook-2', prompt: 'x' })
// @ts-expect-error a model that no page describes
void kie.images.create({ model: 'never/imported', input: { prompt: 'x' } })

// The bundled models are typed as before.
void kie.videos.create({ model: 'wan/2-5-text-to-video', input: { prompt: 'x', duration: '5' } })
// @ts-expect-error a duration that does not exist
void kie.videos.create({ model: 'wan/2-5-text-to-video', input: { prompt: 'x', duration: '7' } })
// @ts-expect-error no image
void kie.videos.create({ model: 'wan/2-5-image-to-video', input: { prompt: 'x' } })
// @ts-expect-error a duration as a text
void evolink.videos.create({ model: 'wan2.5-text-to-video', prompt: 'x', duration: '5' })

// Names in quotes, null, alternatives, other fields, "this or that".
const { images } = evolink
void images.create({ model: "o'brien/v1.5", first: 'x', mode: null, voice: null, tags: ['a'] })
void images.create({ model: 'say "hi"\\\\', last: 'x', voice: { id: 1 }, 'extra-headers': { any: 'text' } })
void images.create({ model: 'a*/b', first: 'x', last: 'y', voice: 'Aria', open: { known: true, unknown: 1 } })
// @ts-expect-error neither first nor last
void images.create({ model: 'a*/b' })
// @ts-expect-error a voice of neither kind
void images.create({ model: 'a*/b', first: 'x', voice: { id: 'one' } })
// @ts-expect-error not a text
void images.create({ model: 'a*/b', first: 'x', 'extra-headers': { any: 1 } })
// @ts-expect-error not what it is known to be
void images.create({ model: 'a*/b', first: 'x', open: { known: 'yes' } })
// @ts-expect-error a tag that does not exist
void images.create({ model: 'a*/b', first: 'x', tags: ['c'] })
// @ts-expect-error a shot that does not say when
void images.create({ model: 'a*/b', first: 'x', shots: [{}] })
// @ts-expect-error null where the page allows none
void images.create({ model: 'a*/b', first: null })

// A model without a page: a row by hand.
declare module 'stuntdouble/client' {
  interface EvolinkRequests {
    mine: { path: '/v1/solos/generations'; request: { model: 'mine-1'; anything?: unknown } }
  }
}
void evolink.at('/v1/solos/generations').create({ model: 'mine-1', anything: 1 })

// Results.
export const result = async () => {
  const { urls, object } = await kie.texts.wait('t1')
  const text: unknown = object?.text
  return { text, first: urls[0]?.toUpperCase() }
}
`

/** The other entries, as somebody imports them. */
const ENTRIES = `
import { type Simulator, type SimulatorOptions, startSimulator } from 'stuntdouble'
import { contracts, isTerminal, type ProviderContract } from 'stuntdouble/contracts'
// @ts-expect-error a name that does not exist
import { startSimulatr } from 'stuntdouble'

const options: SimulatorOptions = { port: 0, clock: 'manual', rateLimit: '20/10s' }
const double: Simulator = await startSimulator(options)
const kie: ProviderContract = contracts.kie
export const all: unknown[] = [double.baseUrls.kie, kie.openapi.openapi, isTerminal('failed'), startSimulatr]
`

/** A project with every page's types in its folder, and nothing else to make them known. */
const project = () => {
  const folder = temporaryFolder({
    'package.json': '{"type":"module"}',
    'uses.ts': USES,
    'entries.ts': ENTRIES,
  })
  mkdirSync(join(folder.path, 'models'))
  for (const [name, pages] of files) {
    writeFileSync(join(folder.path, 'models', `${name}.d.ts`), requestTypes(pages))
    writeFileSync(join(folder.path, `${name}.examples.ts`), examplesOf([name, pages]))
  }
  mkdirSync(join(folder.path, 'node_modules'))
  symlinkSync(resolve('.'), join(folder.path, 'node_modules', 'stuntdouble'))
  return folder
}

const COMMON = {
  ...{ target: 'es2023', strict: true, noEmit: true, types: ['node'] },
  typeRoots: [resolve('node_modules/@types')],
}

const SETTINGS: Readonly<Record<string, object>> = {
  'our own sources, moduleResolution bundler': {
    ...{ module: 'esnext', moduleResolution: 'bundler', allowImportingTsExtensions: true },
    ...{ lib: ['es2023', 'esnext.disposable'], skipLibCheck: true, exactOptionalPropertyTypes: true },
    paths: { 'stuntdouble/client': [resolve('src/client/index.ts')] },
  },
  'the package, moduleResolution nodenext': { module: 'nodenext' },
}

test.concurrent.each(Object.entries(SETTINGS))(
  'the types of every page compile together, and hold: %s',
  async (_name, settings) => {
    using folder = project()
    const compilerOptions = { ...COMMON, ...settings }
    writeFileSync(join(folder.path, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
    const tsc = [resolve('node_modules/typescript/bin/tsc'), '--pretty', 'false', '-p', folder.path]
    const { stdout } = await run(process.execPath, tsc).catch((failed: { readonly stdout: string }) => failed)
    expect(stdout).toBe('')
  },
)

test('there is a type for every page that can be imported, and an example of most', () => {
  expect(files.length).toBeGreaterThanOrEqual(24)
  expect(files.filter((file) => examplesOf(file).includes('e.push')).length).toBeGreaterThanOrEqual(15)
})
