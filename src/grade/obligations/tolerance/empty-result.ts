import { believesSuccess, hasEnded, NEVER_ENDED } from '../looking.ts'
import { citeEnd, inSituation } from '../obligation.ts'

export const emptyResult = inSituation(
  {
    id: 'tolerance/empty-result',
    situation: 'empty-result',
    says: 'A task that succeeds without a result counts as success.',
    why: 'The task is billed and there is no video; somebody has to ask for the money back.',
    remedy: 'Look whether there is a result, and end with an error when there is none.',
  },
  (recording) => {
    if (!hasEnded(recording)) return { kind: 'not-applicable', because: NEVER_ENDED }
    const evidence = [citeEnd(recording)]
    return believesSuccess(recording)
      ? { kind: 'broken', because: 'There is no video, and the client believes that there is.', evidence }
      : { kind: 'kept', because: 'It saw that there is no video.', evidence }
  },
)
