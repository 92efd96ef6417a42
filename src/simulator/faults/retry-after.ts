import type { RenderedAnswer } from './fault.ts'
import { durationSetting } from './fault-settings.ts'

/** No page and no recorded response has this header; a gateway in between may add it. */
export const retryAfterSetting = durationSetting('what Retry-After says (default: no such header)', undefined)

/** The response with a Retry-After header, in whole seconds. */
export const withRetryAfter = (answer: RenderedAnswer, ms: number | undefined): RenderedAnswer =>
  ms === undefined ? answer : { ...answer, headers: { 'retry-after': String(Math.ceil(ms / 1_000)) } }
