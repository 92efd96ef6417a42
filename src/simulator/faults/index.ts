import { readAt, readValue } from '../../basics/setting.ts'
import { callbackBadSignature } from './callback-bad-signature.ts'
import { callbackContradicts } from './callback-contradicts.ts'
import { callbackDuplicated } from './callback-duplicated.ts'
import { callbackEarly } from './callback-early.ts'
import { callbackForeign } from './callback-foreign.ts'
import { callbackLate } from './callback-late.ts'
import { callbackLost } from './callback-lost.ts'
import { callbackOutOfOrder } from './callback-out-of-order.ts'
import { callbackTruncated } from './callback-truncated.ts'
import { connectionReset } from './connection-reset.ts'
import { emptyBody } from './empty-body.ts'
import { emptyResult } from './empty-result.ts'
import { extraFields } from './extra-fields.ts'
import type { Fault } from './fault.ts'
import { gatewayPage } from './gateway-page.ts'
import { hang } from './hang.ts'
import { malformedJson } from './malformed-json.ts'
import { missingId } from './missing-id.ts'
import { notFoundAtFirst } from './not-found-at-first.ts'
import { outOfCredits } from './out-of-credits.ts'
import { rateLimited } from './rate-limited.ts'
import { redirected } from './redirected.ts'
import { refused } from './refused.ts'
import { resultBlocked } from './result-blocked.ts'
import { resultExpired } from './result-expired.ts'
import { misshapenResult } from './result-json.ts'
import { resultSlow } from './result-slow.ts'
import { resultTruncated } from './result-truncated.ts'
import { resultWrongType } from './result-wrong-type.ts'
import { serverError } from './server-error.ts'
import { slowResponse } from './slow-response.ts'
import { stateGoesBack } from './state-goes-back.ts'
import { taskFails } from './task-fails.ts'
import { taskStalls } from './task-stalls.ts'
import { truncatedBody } from './truncated-body.ts'
import { unaskedGzip } from './unasked-gzip.ts'
import { unauthorized } from './unauthorized.ts'
import { unknownState } from './unknown-state.ts'
import { wrongContentType } from './wrong-content-type.ts'

const all: readonly Fault[] = [
  // on responses
  unauthorized,
  outOfCredits,
  rateLimited,
  refused,
  serverError,
  gatewayPage,
  redirected,
  slowResponse,
  hang,
  connectionReset,
  truncatedBody,
  malformedJson,
  emptyBody,
  wrongContentType,
  unaskedGzip,
  extraFields,
  missingId,
  notFoundAtFirst,
  // on tasks
  taskFails,
  taskStalls,
  unknownState,
  stateGoesBack,
  emptyResult,
  misshapenResult,
  // on result files
  resultExpired,
  resultBlocked,
  resultTruncated,
  resultSlow,
  resultWrongType,
  // on callbacks
  callbackLost,
  callbackLate,
  callbackEarly,
  callbackDuplicated,
  callbackOutOfOrder,
  callbackTruncated,
  callbackBadSignature,
  callbackContradicts,
  callbackForeign,
]

/** Every fault, by name. A new one is one more file and one more line. */
export const faults: ReadonlyMap<string, Fault> = new Map(all.map((fault) => [fault.name, fault]))

/** A fault's settings when none are given. */
export const defaultsOf = (fault: Fault): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fault.settings).map(([name, setting]) => [name, setting.default]))

/**
 * A fault's settings, with defaults for those not given.
 * @throws SettingError on an unknown name or a value that cannot be read
 */
export const faultSettings = (
  fault: Fault,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => ({
  ...defaultsOf(fault),
  ...Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      readAt([name], () => readValue(fault.settings, name, value, fault.name)),
    ]),
  ),
})
