import type { CaseList } from '../../case.ts'
import { aloneAspectRatioByQuality } from './alone-aspect-ratio-by-quality.ts'
import { aloneAspectRatioOutside } from './alone-aspect-ratio-outside.ts'
import { aloneDurationOutside } from './alone-duration-outside.ts'
import { aloneModelUnknown } from './alone-model-unknown.ts'
import { alonePromptMissing } from './alone-prompt-missing.ts'
import { alonePromptTooLong } from './alone-prompt-too-long.ts'
import { balanceKeyMissing } from './balance-key-missing.ts'
import { balanceShape } from './balance-shape.ts'
import { balanceUnchanged } from './balance-unchanged.ts'
import { callbackAfterEnd } from './callback-after-end.ts'
import { callbackAgain } from './callback-again.ts'
import { callbackAgrees } from './callback-agrees.ts'
import { callbackComes } from './callback-comes.ts'
import { callbackMethod } from './callback-method.ts'
import { callbackOnce } from './callback-once.ts'
import { callbackShape } from './callback-shape.ts'
import { createAspectRatioOutside } from './create-aspect-ratio-outside.ts'
import { createBadJson } from './create-bad-json.ts'
import { createBodyNoObject } from './create-body-no-object.ts'
import { createCallbackInternal } from './create-callback-internal.ts'
import { createCallbackPlainHttp } from './create-callback-plain-http.ts'
import { createCallbackTooLong } from './create-callback-too-long.ts'
import { createDurationOutside } from './create-duration-outside.ts'
import { createDurationWrongType } from './create-duration-wrong-type.ts'
import { createModelMissing } from './create-model-missing.ts'
import { createModelUnknown } from './create-model-unknown.ts'
import { createModelWrongType } from './create-model-wrong-type.ts'
import { createNoBody } from './create-no-body.ts'
import { createPromptEmpty } from './create-prompt-empty.ts'
import { createPromptMissing } from './create-prompt-missing.ts'
import { createPromptTooLong } from './create-prompt-too-long.ts'
import { createPromptWrongType } from './create-prompt-wrong-type.ts'
import { createQualityOutside } from './create-quality-outside.ts'
import { createSwitchWrongType } from './create-switch-wrong-type.ts'
import { createWrongContentType } from './create-wrong-content-type.ts'
import { jsonContentType } from './json-content-type.ts'
import { keyBeforeValidation } from './key-before-validation.ts'
import { keyEmpty } from './key-empty.ts'
import { keyMissing } from './key-missing.ts'
import { keyNotEchoed } from './key-not-echoed.ts'
import { keySchemeMalformed } from './key-scheme-malformed.ts'
import { keyWrong } from './key-wrong.ts'
import { knownId } from './known-id.ts'
import { knownIdFormat } from './known-id-format.ts'
import { knownIdTime } from './known-id-time.ts'
import { knownLinks } from './known-links.ts'
import { knownShape } from './known-shape.ts'
import { knownTimeUnit } from './known-time-unit.ts'
import { knownUnchanged } from './known-unchanged.ts'
import { retrieveForeign } from './retrieve-foreign.ts'
import { retrieveIdMissing } from './retrieve-id-missing.ts'
import { retrieveKeyMissing } from './retrieve-key-missing.ts'
import { retrieveKeyWrong } from './retrieve-key-wrong.ts'
import { retrieveMalformed } from './retrieve-malformed.ts'
import { retrieveUnknown } from './retrieve-unknown.ts'
import { taskChargedOnce } from './task-charged-once.ts'
import { taskCreated } from './task-created.ts'
import { taskEnds } from './task-ends.ts'
import { taskFactsStay } from './task-facts-stay.ts'
import { taskId } from './task-id.ts'
import { taskProgress } from './task-progress.ts'
import { taskQuote } from './task-quote.ts'
import { taskReadableAtOnce } from './task-readable-at-once.ts'
import { taskShapes } from './task-shapes.ts'
import { taskStates } from './task-states.ts'
import { taskVideo } from './task-video.ts'
import { unknownRoute } from './unknown-route.ts'
import { wrongMethod } from './wrong-method.ts'

/** In the order they run: refusals, the paid task, its callbacks, tasks read again. */
export const evolinkCases: CaseList = {
  provider: 'evolink',
  cases: [
    keyMissing,
    keySchemeMalformed,
    keyWrong,
    keyEmpty,
    keyBeforeValidation,
    retrieveKeyMissing,
    retrieveKeyWrong,
    balanceKeyMissing,
    createNoBody,
    createBadJson,
    createBodyNoObject,
    createWrongContentType,
    createModelMissing,
    createModelUnknown,
    createModelWrongType,
    createPromptMissing,
    createPromptEmpty,
    createPromptWrongType,
    createPromptTooLong,
    createDurationOutside,
    createDurationWrongType,
    createAspectRatioOutside,
    createQualityOutside,
    createSwitchWrongType,
    createCallbackPlainHttp,
    createCallbackInternal,
    createCallbackTooLong,
    retrieveUnknown,
    retrieveForeign,
    retrieveMalformed,
    retrieveIdMissing,
    balanceShape,
    wrongMethod,
    unknownRoute,
    alonePromptMissing,
    alonePromptTooLong,
    aloneDurationOutside,
    aloneAspectRatioOutside,
    aloneModelUnknown,
    aloneAspectRatioByQuality,
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
    taskQuote,
    callbackComes,
    callbackMethod,
    callbackShape,
    callbackAgrees,
    callbackAfterEnd,
    callbackAgain,
    callbackOnce,
    knownShape,
    knownId,
    knownIdFormat,
    knownUnchanged,
    knownTimeUnit,
    knownLinks,
    knownIdTime,
  ],
  atTheEnd: [jsonContentType, keyNotEchoed, balanceUnchanged],
}
