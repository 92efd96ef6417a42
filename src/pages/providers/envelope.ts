import { arrayAt, type JsonObject, objectAt } from '../../contracts/check/json.ts'
import type { ProviderName } from '../../contracts/vocabulary.ts'
import type { Report } from '../imported-page.ts'

/** How a provider's create requests are built, whatever the model. */
export interface Envelope {
  /** The object that holds a model's own fields; undefined where they are beside the model. */
  readonly holder: string | undefined
  /** Fields beside the model, in small letters, wherever a page lists them. */
  readonly root: readonly string[]
  /** Whether its create path makes a task whatever the answer on the page looks like; other APIs have paths like the rest. */
  readonly alwaysMakesTask: boolean
}

const COMMON = ['model', 'input', 'callback_url', 'webhook_url']

/** Documented by both providers' create pages (specs/pages); every model's page repeats it. */
const ENVELOPES: Readonly<Record<ProviderName, Envelope>> = {
  kie: { holder: 'input', root: [...COMMON, 'callbackurl', 'progresscallbackurl'], alwaysMakesTask: true },
  evolink: {
    holder: undefined,
    root: [...COMMON, 'callbackurl', 'progresscallbackurl'],
    alwaysMakesTask: false,
  },
}

export const envelopeOf = (provider: ProviderName): Envelope => ENVELOPES[provider]

/** A page that forgets to require the object in which required fields stand: the provider wants it all the same. */
export const requireHolder = (request: JsonObject, { holder }: Envelope, report: Report): JsonObject => {
  const required = arrayAt(request, 'required')
  if (holder === undefined || required.includes(holder)) return request
  if (arrayAt(objectAt(request, 'properties', holder), 'required').length === 0) return request
  report('note', holder, 'the page does not require it, but fields inside it are; taken as required')
  return { ...request, required: [...required, holder] }
}
