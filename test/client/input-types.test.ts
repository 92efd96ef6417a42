import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type {
  EvolinkClient,
  EvolinkCreateRequest,
  KieClient,
  KieCreateRequest,
} from '../../src/client/index.ts'
import { contracts } from '../../src/contracts/index.ts'
import { modelsOf } from '../../src/contracts/models.ts'

/** Inputs are typed per model. tsc checks this file: an error it no longer finds fails the type-check. */

const kieRequests: readonly KieCreateRequest[] = [
  { model: 'wan/2-5-text-to-video', input: { prompt: 'a cat', duration: '10', aspect_ratio: '1:1' } },
  { model: 'wan/2-5-image-to-video', input: { prompt: 'a cat', image_url: 'https://example.com/cat.png' } },
  // @ts-expect-error a duration that Kie does not offer
  { model: 'wan/2-5-text-to-video', input: { prompt: 'a cat', duration: '7' } },
  // @ts-expect-error Kie writes durations as texts
  { model: 'wan/2-5-text-to-video', input: { prompt: 'a cat', duration: 5 } },
  // @ts-expect-error a model that does not exist
  { model: 'wan/9-9-text-to-video', input: { prompt: 'a cat' } },
  // @ts-expect-error a prompt is required
  { model: 'wan/2-5-text-to-video', input: {} },
  // @ts-expect-error an aspect ratio that Kie does not offer
  { model: 'wan/2-5-text-to-video', input: { prompt: 'a cat', aspect_ratio: '4:3' } },
  // @ts-expect-error image to video needs an image
  { model: 'wan/2-5-image-to-video', input: { prompt: 'a cat' } },
]

const evolinkRequests: readonly EvolinkCreateRequest[] = [
  { model: 'wan2.5-text-to-video', prompt: 'a cat', duration: 10, quality: '480p' },
  // @ts-expect-error a duration that EvoLink does not offer
  { model: 'wan2.5-text-to-video', prompt: 'a cat', duration: 7 },
  // @ts-expect-error EvoLink writes durations as numbers
  { model: 'wan2.5-text-to-video', prompt: 'a cat', duration: '5' },
  // @ts-expect-error a quality that does not exist
  { model: 'wan2.5-text-to-video', prompt: 'a cat', quality: '8k' },
  // @ts-expect-error a mistyped field
  { model: 'wan2.5-text-to-video', prompt: 'a cat', quallity: '720p' },
]

/** Never called: only compiled. */
const compiled = (kie: KieClient, evolink: EvolinkClient) => [
  // @ts-expect-error a duration that Kie does not offer
  () => kie.videos.create({ model: 'wan/2-5-text-to-video', input: { prompt: 'a cat', duration: '7' } }),
  // @ts-expect-error a duration that EvoLink does not offer
  () => evolink.videos.createAndWait({ model: 'wan2.5-text-to-video', prompt: 'a cat', duration: 7 }),
  // A model from a config file: nothing is known of it, so any other field will do.
  (model: string) => kie.videos.create({ model, input: { prompt: 'a cat', whatever: true } }),
  // @ts-expect-error a model that is written down is checked
  () => kie.videos.create({ model: 'wan/9-9-text-to-video', input: { prompt: 'a cat' } }),
  // @ts-expect-error a request for the other provider
  () => evolink.videos.create({ model: 'wan/2-5-text-to-video', input: { prompt: 'a cat' } }),
]

test('a wrong duration in a call is a compile error', () => {
  expect(compiled).toBeTypeOf('function')
})

test.each([
  ['kie', kieRequests],
  ['evolink', evolinkRequests],
] as const)('the types of %s know every model of its contract', (provider, requests) => {
  const generated = readFileSync(`src/contracts/${provider}/types.generated.ts`, 'utf8')
  const rows = generated.slice(generated.indexOf('interface BundledRequests'))
  const models = [...modelsOf(contracts[provider]).keys()]
  expect([...rows.matchAll(/^ {2}'(.+)': \{ path/gm)].map(([, model]) => model)).toEqual(models)
  expect(models).toContain(requests[0]?.model)
})
