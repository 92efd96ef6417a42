import type { CaseFor } from '../case.ts'
import { aloneModelMissing } from './alone-model-missing.ts'
import { aloneModelUnknown } from './alone-model-unknown.ts'
import { balanceKeyMissing } from './balance-key-missing.ts'
import { balanceShape } from './balance-shape.ts'
import { balanceUnchanged } from './balance-unchanged.ts'
import { callbackAfterEnd } from './callback-after-end.ts'
import { callbackAgain } from './callback-again.ts'
import { callbackAgrees } from './callback-agrees.ts'
import { callbackBilled } from './callback-billed.ts'
import { callbackCode } from './callback-code.ts'
import { callbackComes } from './callback-comes.ts'
import { callbackMethod } from './callback-method.ts'
import { callbackOnce } from './callback-once.ts'
import { callbackShape } from './callback-shape.ts'
import { createBadJson } from './create-bad-json.ts'
import { createBodyNoObject } from './create-body-no-object.ts'
import { createModelMissing } from './create-model-missing.ts'
import { createModelUnknown } from './create-model-unknown.ts'
import { createModelWrongType } from './create-model-wrong-type.ts'
import { createNoBody } from './create-no-body.ts'
import { createWrongContentType } from './create-wrong-content-type.ts'
import { jsonContentType } from './json-content-type.ts'
import { keyBeforeValidation } from './key-before-validation.ts'
import { keyEmpty } from './key-empty.ts'
import { keyMissing } from './key-missing.ts'
import { keyNotEchoed } from './key-not-echoed.ts'
import { keySchemeMalformed } from './key-scheme-malformed.ts'
import { keyWrong } from './key-wrong.ts'
import { knownBilled } from './known-billed.ts'
import { knownFile } from './known-file.ts'
import { knownId } from './known-id.ts'
import { knownIdFormat } from './known-id-format.ts'
import { knownLinks } from './known-links.ts'
import { knownReadable } from './known-readable.ts'
import { knownShape } from './known-shape.ts'
import { knownTimeUnit } from './known-time-unit.ts'
import { knownTimesOrdered } from './known-times-ordered.ts'
import { knownUnchanged } from './known-unchanged.ts'
import { ledgerSettled } from './ledger-settled.ts'
import { retrieveForeign } from './retrieve-foreign.ts'
import { retrieveIdMissing } from './retrieve-id-missing.ts'
import { retrieveKeyMissing } from './retrieve-key-missing.ts'
import { retrieveKeyWrong } from './retrieve-key-wrong.ts'
import { retrieveMalformed } from './retrieve-malformed.ts'
import { retrieveUnknown } from './retrieve-unknown.ts'
import { taskBilled } from './task-billed.ts'
import { taskChargedOnce } from './task-charged-once.ts'
import { taskCreated } from './task-created.ts'
import { taskEnds } from './task-ends.ts'
import { taskFactsStay } from './task-facts-stay.ts'
import { taskFails } from './task-fails.ts'
import { taskId } from './task-id.ts'
import { taskProgress } from './task-progress.ts'
import { taskQuote } from './task-quote.ts'
import { taskReadableAtOnce } from './task-readable-at-once.ts'
import { taskShapes } from './task-shapes.ts'
import { taskStates } from './task-states.ts'
import { taskVideo } from './task-video.ts'
import { unknownRoute } from './unknown-route.ts'
import { wrongMethod } from './wrong-method.ts'

/** The cases that guard the money, before anything else. */
export const FIRST: readonly CaseFor[] = [ledgerSettled]

/** Reads, which may run side by side; then create requests that must be refused. */
export const REFUSALS: readonly CaseFor[] = [
  retrieveKeyMissing,
  retrieveKeyWrong,
  balanceKeyMissing,
  retrieveUnknown,
  retrieveForeign,
  retrieveMalformed,
  retrieveIdMissing,
  balanceShape,
  wrongMethod,
  unknownRoute,
  keyMissing,
  keySchemeMalformed,
  keyWrong,
  keyEmpty,
  keyBeforeValidation,
  createNoBody,
  createBadJson,
  createBodyNoObject,
  createModelMissing,
  createModelUnknown,
  createModelWrongType,
  // Nobody has stated its refusal: one in unknown words ends the create requests, so the documented ones come first.
  createWrongContentType,
  aloneModelMissing,
  aloneModelUnknown,
]

/** The paid task, and its callbacks. */
export const PAID: readonly CaseFor[] = [
  taskCreated,
  taskId,
  taskReadableAtOnce,
  taskShapes,
  taskStates,
  taskProgress,
  taskFactsStay,
  taskEnds,
  taskVideo,
  taskChargedOnce,
  taskBilled,
  taskQuote,
  callbackComes,
  callbackMethod,
  callbackShape,
  callbackAgrees,
  callbackCode,
  callbackBilled,
  callbackAfterEnd,
  callbackAgain,
]

/** Ended tasks, read again at no cost. */
export const KNOWN: readonly CaseFor[] = [
  knownReadable,
  knownShape,
  knownId,
  knownIdFormat,
  knownUnchanged,
  knownTimeUnit,
  knownTimesOrdered,
  knownLinks,
  knownFile,
  knownBilled,
]

/** A further task, when that is wanted. */
export const FAILING: readonly CaseFor[] = [taskFails]

/** What holds for the whole run, and so comes after everything else. */
export const AT_THE_END: readonly CaseFor[] = [callbackOnce, jsonContentType, keyNotEchoed, balanceUnchanged]
