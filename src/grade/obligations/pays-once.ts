import { accepted, creates, times } from './looking.ts'
import { type About, cite, inSituation, type Obligation } from './obligation.ts'

/** Whatever happens, one job is one accepted create request. */
export const paysOnce = (
  about: Omit<About, 'why' | 'remedy'> & Partial<Pick<About, 'why' | 'remedy'>>,
): Obligation =>
  inSituation(
    {
      why: 'The first create request was accepted and billed. The second is another video, and another bill.',
      remedy:
        'Send a create request again only when it certainly did nothing. Otherwise stop, say that it may have been billed, and leave the decision to a person.',
      ...about,
    },
    (recording) => {
      const paid = accepted(recording)
      const evidence = creates(recording)
        .slice(0, 6)
        .map((request) => cite(recording, request))
      if (paid.length > 1)
        return {
          kind: 'broken',
          because: `${times(paid.length, 'create request')} were accepted for one job.`,
          evidence,
        }
      return { kind: 'kept', because: `${times(paid.length, 'create request')} accepted.`, evidence }
    },
  )
