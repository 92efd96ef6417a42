import type { CaseFor } from '../case.ts'
import { codeFits, ofTheCallbacks } from '../checks/callbacks.ts'

/** Receivers look at the code first. */
export const callbackCode: CaseFor = ({ codeFitsState }) =>
  codeFitsState === undefined
    ? undefined
    : {
        id: 'callback-code',
        about: 'the code of the callback goes with its state',
        tier: 'paid',
        sharesTask: true,
        needs: ['receiver'],
        check: ofTheCallbacks(codeFits),
      }
