import { KIE_CREATE_PATH } from '../../contracts/kie/addresses.ts'
import type { ProviderName } from '../../contracts/vocabulary.ts'
import type { OutputType } from '../imported-page.ts'

/** How a provider's pages write its calls, and the results that they show. */
export interface ProviderCalls {
  /** Where the calls go when a page names no host. */
  readonly home: string
  /** The path of a create request, without what a reseller puts before it. */
  readonly createPath: RegExp
  /** That path as the contract writes it. */
  readonly canonicalPath: (path: string) => string
  /** What the path says a task makes. */
  readonly outputs: readonly (readonly [RegExp, OutputType])[]
  /** The create requests, for people. */
  readonly createCalls: string
  /** A text that names such a call. */
  readonly createMention: RegExp
  /** A query for the state of a task. */
  readonly query: RegExp
}

/** Documented: specs/pages. */
const CALLS: Readonly<Record<ProviderName, ProviderCalls>> = {
  kie: {
    home: 'https://api.kie.ai',
    createPath: /\/api\/v1\/jobs\/createTask/i,
    canonicalPath: () => KIE_CREATE_PATH,
    outputs: [],
    createCalls: `POST ${KIE_CREATE_PATH}`,
    createMention: /createTask/,
    query: /recordInfo|record-info/,
  },
  evolink: {
    home: 'https://api.evolink.ai',
    createPath: /\/v1\/(?!chat\/)[a-z]+\/generations/i,
    canonicalPath: (path) => path.toLowerCase(),
    outputs: [
      [/^\/v1\/videos?\//, 'video'],
      [/^\/v1\/images?\//, 'image'],
      [/^\/v1\/(audios?|music|songs?|speech)\//, 'audio'],
      [/^\/v1\/texts?\//, 'text'],
    ],
    createCalls: 'POST /v1/…/generations',
    createMention: /(?<!images|chat)\/generations/,
    query: /\/tasks\b/,
  },
}

const PROVIDERS = Object.entries(CALLS) as readonly [ProviderName, ProviderCalls][]

/** The part of a path that makes it a create request of a provider, and what stands before it; undefined for other paths. */
export const createPathIn = (
  path: string,
): { provider: ProviderName; calls: ProviderCalls; prefix: string; own: string } | undefined => {
  for (const [provider, calls] of PROVIDERS) {
    const [, prefix = '', own] =
      new RegExp(`^(.*?)(${calls.createPath.source})/?$`, calls.createPath.flags).exec(path) ?? []
    if (own !== undefined) return { provider, calls, prefix, own }
  }
  return undefined
}

/** The create requests of all providers, for people. */
export const createCallsOfAll = PROVIDERS.map(([, { createCalls }]) => createCalls).join(', ')

export const mentionsCreateCall = (call: string): boolean =>
  PROVIDERS.some(([, { createMention }]) => createMention.test(call))

export const isCreateCall = (call: string): boolean =>
  PROVIDERS.some(([, { createPath }]) => createPath.test(call))

export const isQuery = (call: string): boolean => PROVIDERS.some(([, { query }]) => query.test(call))

/** Where an answer on a page shows results: their addresses, or an object, which a task that makes text has. */
export const resultsShownIn = (answers: string): { addresses: string; isText: boolean } => {
  const [, form = ''] = /resultJson[\s\S]{0,400}?result(Urls|Object)?([\s\S]{0,300})/.exec(answers) ?? []
  return { addresses: /resultUrls[\s\S]{0,300}/.exec(answers)?.[0] ?? '', isText: form === 'Object' }
}
