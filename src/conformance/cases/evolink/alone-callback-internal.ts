import type { CaseFor } from '../../case.ts'
import { refusesAlone } from '../../checks/refusing-cases.ts'

/** The page forbids internal addresses. */
export const aloneCallbackInternal: CaseFor = (facts) =>
  refusesAlone(facts, {
    id: 'alone-callback-internal',
    about: 'a create request whose callback address is internal, and nothing else wrong, is refused',
    isAfterTask: true,
    isLiveOnly: true,
    kind: 'invalid-value',
    field: 'callback_url',
    body: { ...facts.cheapest, callback_url: 'https://10.0.0.1/callback' },
  })
