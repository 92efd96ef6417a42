import type { KnownRefusal, RefusalWords, WireAnswer } from '../contract.ts'
import type { RefusalName } from '../vocabulary.ts'
import { evolinkCodes } from './codes.ts'

const GENERATED = "observed: a command line generated from the provider's own MCP server, October 2026"
const WORDS_ASSUMED = `${GENERATED}; assumed: the message`

/** Observed: what 402 says in addition to the code; the values are examples. */
const KEY_DETAILS = { key_name: 'default', estimated_credits: 5, account_balance_credits: 10_000 }

/** EvoLink's words for refusals that its error table lacks: string codes, with details. */
export const evolinkRefusals: Readonly<Partial<Record<RefusalName, KnownRefusal>>> = {
  maintenance: {
    code: 503,
    message: 'Service temporarily unavailable',
    from: 'documented: error examples of the create page',
  },
  quota: {
    code: 'key_daily_quota_exhausted',
    message: 'The daily quota of this API key is exhausted',
    data: KEY_DETAILS,
    from: WORDS_ASSUMED,
  },
  'out-of-credits': {
    code: 'insufficient_user_quota',
    message: 'Insufficient credits, please top up',
    data: { ...KEY_DETAILS, account_balance_credits: 0 },
    from: WORDS_ASSUMED,
  },
  'key-disabled': {
    code: 'key_disabled',
    message: 'This API key is disabled',
    data: KEY_DETAILS,
    from: WORDS_ASSUMED,
  },
  'key-expired': {
    code: 'key_expired',
    message: 'This API key has expired',
    data: KEY_DETAILS,
    from: WORDS_ASSUMED,
  },
  'model-denied': {
    code: 'key_model_not_allowed',
    message: 'This API key may not use this model',
    data: KEY_DETAILS,
    from: WORDS_ASSUMED,
  },
  'model-unavailable': {
    code: 'model_unavailable',
    message: 'This model is currently unavailable',
    from: `${WORDS_ASSUMED}, and the status`,
  },
}

/** What `type` says, by HTTP status (documented: the error examples); another status has the first. */
const TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'insufficient_quota_error',
  403: 'permission_error',
  404: 'not_found_error',
  429: 'rate_limit_error',
  500: 'internal_server_error',
  502: 'upstream_error',
  503: 'service_unavailable_error',
}

const isStatus = (code: number): boolean => Number.isInteger(code) && code >= 400 && code <= 599

/** A refusal on EvoLink's wire: `details` is where its string codes say more. */
export const evolinkRefusalAnswer = ({ code: written, message, data, status }: RefusalWords): WireAnswer => {
  const number = Number(written)
  const code = written !== '' && Number.isInteger(number) ? number : String(written)
  const usual = typeof code === 'number' ? (isStatus(code) ? code : 400) : (evolinkCodes[code] ?? 400)
  const type = TYPES[status ?? usual] ?? TYPES[400]
  const details = data === undefined ? {} : { details: data }
  return { status: status ?? usual, body: { error: { code, message, type, ...details } } }
}
