import { citeCallback, takenOf } from './callbacks/attempts.ts'
import { saysSuccess } from './looking.ts'
import { type About, citeEnd, inSituation, type Obligation } from './obligation.ts'

/** Whatever callbacks come, the task succeeds and so does the client; and it answers none of them with an error. */
export const receives = (about: About): Obligation =>
  inSituation(about, (recording) => {
    const refused = takenOf(recording).filter(({ status }) => status !== null && status >= 400)
    const evidence = [
      ...recording.callbacks.slice(0, 4).map((attempt) => citeCallback(recording, attempt)),
      citeEnd(recording),
    ]
    if (!saysSuccess(recording))
      return { kind: 'broken', because: 'The task succeeded, and the client did not.', evidence }
    return refused.length > 0
      ? {
          kind: 'broken',
          level: 'should',
          because: `It answered ${refused[0]?.status}, so the provider sends it again.`,
          evidence,
        }
      : { kind: 'kept', because: 'It took them all.', evidence }
  })
