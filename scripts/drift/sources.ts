import type { ProviderName } from '../../src/contracts/vocabulary.ts'

/** A page of a provider that is looked at. */
export interface DriftSource {
  /** Its file in the feed's folder. */
  readonly name: string
  readonly provider: ProviderName
  readonly url: string
}

/**
 * Every address that is fetched, and so every host that is called; no key is sent. Assumed, until the first run shows
 * otherwise: the addresses follow the links on the bundled pages and what Kie documents of its schema call, and
 * were never fetched from here.
 */
export const SOURCES: readonly DriftSource[] = [
  {
    name: 'kie-text-to-video.md',
    provider: 'kie',
    url: 'https://docs.kie.ai/market/wan/2-5-text-to-video.md',
  },
  {
    name: 'kie-image-to-video.md',
    provider: 'kie',
    url: 'https://docs.kie.ai/market/wan/2-5-image-to-video.md',
  },
  {
    name: 'kie-text-to-video.schema.json',
    provider: 'kie',
    url: 'https://api.kie.ai/api/v1/models/wan/2-5-text-to-video/schema',
  },
  {
    name: 'kie-image-to-video.schema.json',
    provider: 'kie',
    url: 'https://api.kie.ai/api/v1/models/wan/2-5-image-to-video/schema',
  },
  {
    name: 'evolink-text-to-video.md',
    provider: 'evolink',
    url: 'https://docs.evolink.ai/en/api-manual/video-series/wan2.5/wan2.5-text-to-video.md',
  },
]
