import { claimsSuccess, hasEnded, NEVER_ENDED, sawSuccess } from './looking.ts'
import { type About, citeEnd, inSituation, type Obligation } from './obligation.ts'

/** There is no video, and whoever started the client can see that. */
export const endsBadly = (
  about: Omit<About, 'why' | 'remedy'> & Partial<Pick<About, 'why' | 'remedy'>>,
): Obligation =>
  inSituation(
    {
      why: 'Whatever started the client looks at its exit code. A job that failed and says 0 is never looked at again.',
      remedy: 'End with an exit code other than 0 (or throw) whenever there is no video.',
      ...about,
    },
    (recording) => {
      if (!hasEnded(recording)) return { kind: 'not-applicable', because: NEVER_ENDED }
      const evidence = [citeEnd(recording)]
      // Whoever has a video after all, by whatever means, tells the truth.
      return claimsSuccess(recording) && !sawSuccess(recording)
        ? { kind: 'broken', because: 'There is no video, and the client says that all went well.', evidence }
        : { kind: 'kept', because: 'It says that it failed.', evidence }
    },
  )
