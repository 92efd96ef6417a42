import { expect, test } from 'vitest'
import { type ContractOptions, runContract } from '../../src/conformance/index.ts'
import { startSimulator } from '../../src/simulator/index.ts'
import { temporaryFolder } from '../helpers/command.ts'
import { ask } from '../helpers/simulator.ts'
import { PAGES, theOne } from '../pages/pages.ts'
import { foundIn } from './imported-pages.ts'
import { pageWith, textOfPage } from './mutation/page-changes.ts'

/** Ended tasks of imported models are read like any others. */

const BODIES = {
  kie: [
    { model: 'painter/pro-text-to-image', input: { prompt: 'A red door', output_format: 'jpeg' } },
    { model: 'voiceroom/text-to-speech', input: { text: 'Hello', voice: 'Roger' } },
    { model: 'scribe/audio-to-text', input: { audio_url: 'https://example.org/a.mp3' } },
    { model: 'wan/2-5-text-to-video', input: { prompt: 'A cat' } },
  ],
  evolink: [
    { model: 'sketchbook-2', prompt: 'A red door' },
    { model: 'tune-maker-1', prompt: 'A slow waltz' },
  ],
} as const

const FILES = ['kie-apidog.md', 'kie-tables.md', 'plain-openapi.json', 'evolink-image.md'].concat(
  'evolink-mintlify-create.md',
)
const MODELS = FILES.map((name) => `${PAGES}/${name}`)

const PATHS: Readonly<Record<string, string>> = {
  'sketchbook-2': '/v1/images/generations',
  'tune-maker-1': '/v1/audios/generations',
}

const create = async (url: string, body: { readonly model: string }): Promise<string> => {
  const path = PATHS[body.model] ?? '/api/v1/jobs/createTask'
  const { json } = await ask('POST', url + path, { key: 'known-key', body })
  return json.data?.taskId ?? json.id
}

const reread = async (
  provider: 'kie' | 'evolink',
  profile: 'documented' | 'observed',
  options: ContractOptions,
): Promise<readonly string[]> => {
  await using simulator = await startSimulator({ port: 0, progress: 'immediate', profile, models: MODELS })
  const knownTasks = await Promise.all(BODIES[provider].map((body) => create(simulator.url, body)))
  const report = await runContract(
    { provider, baseUrl: simulator.url, apiKey: 'known-key' },
    { profile, knownTasks, ...options },
  )
  expect(report.verdicts.find(({ id }) => id === 'known-shape')?.outcome).toBe('holds')
  return foundIn(report).filter((line) => line.startsWith('known-'))
}

test.each([
  ['kie', 'documented'],
  ['kie', 'observed'],
  ['evolink', 'documented'],
] as const)('%s, %s: with and without their pages nothing is found', async (provider, profile) => {
  const only = ['known-shape', 'known-links', ...(provider === 'kie' ? ['known-param'] : [])]
  expect(await reread(provider, profile, { models: MODELS, only })).toEqual([])
  expect(await reread(provider, profile, { only })).toEqual([])
})

test.each(['documented', 'observed'] as const)(
  'a request that the page does not allow was taken: its place in param is named, profile %s',
  async (profile) => {
    const page = theOne('kie-apidog.md')
    const older = pageWith(page, ['input', 'output_format'], (schema) => ({ ...schema, enum: ['png'] }))
    using folder = temporaryFolder({ 'page.json': older === undefined ? '' : textOfPage(older) })
    expect(
      await reread('kie', profile, { models: [folder.path], only: ['known-shape', 'known-param'] }),
    ).toEqual([
      'known-param: warning at $.data.param > $.input.output_format: the provider accepted a request that the page of its model does not allow',
    ])
  },
)

test('a video that came as an object is not a result, whatever it holds', async () => {
  const page = { ...theOne('plain-openapi.json'), output: 'video' as const }
  const found = await reread('kie', 'documented', { models: [page], only: ['known-shape', 'known-links'] })
  expect(found).toEqual([
    'known-links: error at $.data.resultJson > $.resultUrls: a finished task has no result',
  ])
})
