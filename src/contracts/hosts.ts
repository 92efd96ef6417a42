import type { Source } from './vocabulary.ts'

/** A host on the internet where a provider serves something. */
export interface ProviderHost {
  /** The name alone, in lower case: `api.kie.ai`. */
  readonly name: string
  readonly serves: 'api' | 'upload' | 'results'
  /** The prefix of every path of its API: `''`, or `/apiv1` at EvoLink's reseller. */
  readonly prefix: string
  readonly source: Source
}
