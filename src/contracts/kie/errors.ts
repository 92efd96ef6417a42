import type { ErrorDetail, ErrorTable, WireAnswer } from '../contract.ts'
import { behaviourOf } from '../profile.ts'
import type { Profile } from '../vocabulary.ts'
import { kieDifferences, type Wording } from './differences.ts'

// Kie uses no code outside its error table (documented), so what HTTP has a status of its own for (405, 413, 415)
// becomes the nearest row.
const BAD_REQUEST: Wording = { code: 400, msg: 'Invalid request parameters', data: true }
const NOT_FOUND: Wording = { code: 404, msg: 'Resource not found', data: true }
const SERVER_ERROR: Wording = { code: 500, msg: 'Internal server error', data: true }

/** Kie's response to each kind of error. */
export const kieErrors = (profile: Profile): ErrorTable => {
  const behaviour = behaviourOf(kieDifferences, profile)
  const says =
    ({ code, msg, data }: Wording) =>
    ({ field }: ErrorDetail): WireAnswer => ({
      status: behaviour.errorStatus === 'as-code' ? code : 200,
      body: { code, msg: msg.replace('<field>', field ?? 'input'), ...(data ? { data: null } : {}) },
    })
  return {
    unauthorized: says(behaviour.unauthorized),
    'malformed-json': says(BAD_REQUEST),
    'wrong-content-type': says(BAD_REQUEST),
    'body-too-large': says(BAD_REQUEST),
    'wrong-method': says(NOT_FOUND),
    'unknown-route': says(NOT_FOUND),
    'missing-field': says(behaviour.missingField),
    'invalid-type': says(behaviour.invalidValue),
    'too-long': says(behaviour.tooLong),
    'invalid-value': says(behaviour.invalidValue),
    'missing-model': says(behaviour.unknownModel),
    'unknown-model': says(behaviour.unknownModel),
    'missing-id': says(behaviour.missingField),
    'malformed-id': says(behaviour.unknownTask),
    'unknown-task': says(behaviour.unknownTask),
    'foreign-link': says(behaviour.foreignLink),
    'out-of-credits': says(behaviour.outOfCredits),
    'rate-limited': says(behaviour.rateLimited),
    'server-error': says(SERVER_ERROR),
    'bad-gateway': says(SERVER_ERROR),
    unavailable: says(behaviour.unavailable),
  }
}
