import { acknowledged } from './callbacks/acknowledged.ts'
import { contradiction } from './callbacks/contradiction.ts'
import { duplicates } from './callbacks/duplicates.ts'
import { foreign } from './callbacks/foreign.ts'
import { forgedRefused } from './callbacks/forged-refused.ts'
import { late } from './callbacks/late.ts'
import { lost } from './callbacks/lost.ts'
import { outOfOrder } from './callbacks/out-of-order.ts'
import { deadlineFails } from './errors/deadline-fails.ts'
import { failedTaskFails } from './errors/failed-task-fails.ts'
import { failedTaskNamed } from './errors/failed-task-named.ts'
import { failureReasonTold } from './errors/failure-reason-told.ts'
import { invalidRequestFails } from './errors/invalid-request-fails.ts'
import { invalidRequestTold } from './errors/invalid-request-told.ts'
import { lineAndExitAgree } from './errors/line-and-exit-agree.ts'
import { lostAnswerFails } from './errors/lost-answer-fails.ts'
import { lostFileFails } from './errors/lost-file-fails.ts'
import { noConnectionFails } from './errors/no-connection-fails.ts'
import { noKeyInOutput } from './errors/no-key-in-output.ts'
import { outOfCreditsFails } from './errors/out-of-credits-fails.ts'
import { outOfCreditsTold } from './errors/out-of-credits-told.ts'
import { quotaFails } from './errors/quota-fails.ts'
import { rateLimitedFails } from './errors/rate-limited-fails.ts'
import { refusalIn200Fails } from './errors/refusal-in-200-fails.ts'
import { refusalIn200Seen } from './errors/refusal-in-200-seen.ts'
import { resultTold } from './errors/result-told.ts'
import { successTold } from './errors/success-told.ts'
import { unauthorizedFails } from './errors/unauthorized-fails.ts'
import { unauthorizedTold } from './errors/unauthorized-told.ts'
import { unreadableTaskFails } from './errors/unreadable-task-fails.ts'
import { waitingTaskNamed } from './errors/waiting-task-named.ts'
import { contentType as hygieneContentType } from './hygiene/content-type.ts'
import { keyNotInUrl } from './hygiene/key-not-in-url.ts'
import { keyNotToFiles } from './hygiene/key-not-to-files.ts'
import { knownPaths } from './hygiene/known-paths.ts'
import { leavesNothing } from './hygiene/leaves-nothing.ts'
import { noOtherHost } from './hygiene/no-other-host.ts'
import { tlsVerified } from './hygiene/tls-verified.ts'
import { backsOffAfter429 } from './money/backs-off-after-429.ts'
import { badGatewayAfterCreate } from './money/bad-gateway-after-create.ts'
import { badPollsBoughtOnce } from './money/bad-polls-bought-once.ts'
import { emptyAnswer } from './money/empty-answer.ts'
import { endlessTaskBoughtOnce } from './money/endless-task-bought-once.ts'
import { errorIn200AfterCreate } from './money/error-in-200-after-create.ts'
import { expiredLinkBoughtOnce } from './money/expired-link-bought-once.ts'
import { failedTaskBoughtOnce } from './money/failed-task-bought-once.ts'
import { gatewayTimeoutAfterCreate } from './money/gateway-timeout-after-create.ts'
import { idlessAnswer } from './money/idless-answer.ts'
import { invalidAnswer } from './money/invalid-answer.ts'
import { invalidOnce } from './money/invalid-once.ts'
import { noOrphan } from './money/no-orphan.ts'
import { noStorm } from './money/no-storm.ts'
import { outOfCreditsOnce } from './money/out-of-credits-once.ts'
import { quotaOnce } from './money/quota-once.ts'
import { redirectedOnce } from './money/redirected-once.ts'
import { resetAfterCreate } from './money/reset-after-create.ts'
import { serverErrorAfterCreate } from './money/server-error-after-create.ts'
import { slowTaskBoughtOnce } from './money/slow-task-bought-once.ts'
import { timeoutAfterCreate } from './money/timeout-after-create.ts'
import { truncatedAnswer } from './money/truncated-answer.ts'
import { unauthorizedOnce } from './money/unauthorized-once.ts'
import { unavailableAfterCreate } from './money/unavailable-after-create.ts'
import { waitsForRetryAfter as moneyWaitsForRetryAfter } from './money/waits-for-retry-after.ts'
import type { Obligation } from './obligation.ts'
import { deadline } from './polling/deadline.ts'
import { pauses } from './polling/pauses.ts'
import { slowsDown } from './polling/slows-down.ts'
import { stopsAtTheEnd } from './polling/stops-at-the-end.ts'
import { survives429 } from './polling/survives-429.ts'
import { survivesBackwardState } from './polling/survives-backward-state.ts'
import { survivesEmptyRead } from './polling/survives-empty-read.ts'
import { survivesGatewayPage } from './polling/survives-gateway-page.ts'
import { survivesInvalidRead } from './polling/survives-invalid-read.ts'
import { survivesNotFoundAtFirst } from './polling/survives-not-found-at-first.ts'
import { survivesReset } from './polling/survives-reset.ts'
import { survivesServerError } from './polling/survives-server-error.ts'
import { survivesSilence } from './polling/survives-silence.ts'
import { survivesTruncatedRead } from './polling/survives-truncated-read.ts'
import { survivesUnknownState } from './polling/survives-unknown-state.ts'
import { waitsForRetryAfter as pollingWaitsForRetryAfter } from './polling/waits-for-retry-after.ts'
import { contentType as toleranceContentType } from './tolerance/content-type.ts'
import { emptyResult } from './tolerance/empty-result.ts'
import { extraFields } from './tolerance/extra-fields.ts'
import { gzip } from './tolerance/gzip.ts'
import { inPieces } from './tolerance/in-pieces.ts'
import { longerIds } from './tolerance/longer-ids.ts'
import { nulls } from './tolerance/nulls.ts'

/** Every obligation. A new one is one more file and one more line. */
export const obligations: readonly Obligation[] = [
  // money
  backsOffAfter429,
  badGatewayAfterCreate,
  badPollsBoughtOnce,
  emptyAnswer,
  endlessTaskBoughtOnce,
  errorIn200AfterCreate,
  expiredLinkBoughtOnce,
  failedTaskBoughtOnce,
  gatewayTimeoutAfterCreate,
  idlessAnswer,
  invalidAnswer,
  invalidOnce,
  noOrphan,
  noStorm,
  outOfCreditsOnce,
  quotaOnce,
  redirectedOnce,
  resetAfterCreate,
  serverErrorAfterCreate,
  slowTaskBoughtOnce,
  timeoutAfterCreate,
  truncatedAnswer,
  unauthorizedOnce,
  unavailableAfterCreate,
  moneyWaitsForRetryAfter,
  // polling
  deadline,
  pauses,
  slowsDown,
  stopsAtTheEnd,
  survives429,
  survivesBackwardState,
  survivesEmptyRead,
  survivesGatewayPage,
  survivesInvalidRead,
  survivesNotFoundAtFirst,
  survivesReset,
  survivesServerError,
  survivesSilence,
  survivesTruncatedRead,
  survivesUnknownState,
  pollingWaitsForRetryAfter,
  // errors
  deadlineFails,
  failedTaskFails,
  failedTaskNamed,
  failureReasonTold,
  invalidRequestFails,
  invalidRequestTold,
  lineAndExitAgree,
  lostAnswerFails,
  lostFileFails,
  noConnectionFails,
  noKeyInOutput,
  outOfCreditsFails,
  outOfCreditsTold,
  quotaFails,
  rateLimitedFails,
  refusalIn200Fails,
  refusalIn200Seen,
  resultTold,
  successTold,
  unauthorizedFails,
  unauthorizedTold,
  unreadableTaskFails,
  waitingTaskNamed,
  // tolerance
  toleranceContentType,
  emptyResult,
  extraFields,
  gzip,
  inPieces,
  longerIds,
  nulls,
  // callbacks
  acknowledged,
  contradiction,
  duplicates,
  foreign,
  forgedRefused,
  late,
  lost,
  outOfOrder,
  // hygiene
  hygieneContentType,
  keyNotInUrl,
  keyNotToFiles,
  knownPaths,
  leavesNothing,
  noOtherHost,
  tlsVerified,
]
