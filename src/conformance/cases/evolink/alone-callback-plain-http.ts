import type { CaseFor } from '../../case.ts'
import { refusesAlone } from '../../checks/refusing-cases.ts'

/** The page accepts HTTPS only. */
export const aloneCallbackPlainHttp: CaseFor = (facts) =>
  refusesAlone(facts, {
    id: 'alone-callback-plain-http',
    about: 'a create request whose callback address is plain http, and nothing else wrong, is refused',
    isAfterTask: true,
    isLiveOnly: true,
    kind: 'invalid-value',
    field: 'callback_url',
    body: { ...facts.cheapest, callback_url: 'http://example.com/callback' },
  })
