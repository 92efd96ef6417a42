import { saysSuccess } from '../looking.ts'
import { citeEnd, inSituation } from '../obligation.ts'

export const successTold = inSituation(
  {
    id: 'errors/success-told',
    situation: 'all-is-well',
    says: 'Everything went well, and it says that it did not.',
    why: 'Whoever sees a failure orders again.',
    remedy: 'End with exit code 0 when the video is there.',
  },
  (recording) => ({
    kind: saysSuccess(recording) ? 'kept' : 'broken',
    because: saysSuccess(recording)
      ? 'It says that it has its video.'
      : 'The task succeeded, and the client says that it failed.',
    evidence: [citeEnd(recording)],
  }),
)
