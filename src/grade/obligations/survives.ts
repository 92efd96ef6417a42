import { reads, saysSuccess } from './looking.ts'
import { type About, cite, citeEnd, inSituation, type Obligation } from './obligation.ts'

/** The task succeeds; so must the client, whatever it meets on the way. */
export const survives = (about: Omit<About, 'why'> & Partial<Pick<About, 'why'>>): Obligation =>
  inSituation(
    {
      isTimed: 'near-the-deadline',
      why: 'The task is paid for and goes on. A client that gives up throws the result away, or lets somebody order it again.',
      ...about,
    },
    (recording) => {
      const met = recording.requests.filter(({ fault }) => fault !== null).slice(0, 3)
      const shown = met.length > 0 ? met : reads(recording).slice(0, 3)
      const evidence = [...shown.map((request) => cite(recording, request)), citeEnd(recording)]
      if (saysSuccess(recording) && recording.tasks.some(({ phase }) => phase === 'succeeded'))
        return { kind: 'kept', because: 'It went on, and has its video.', evidence }
      return { kind: 'broken', because: 'The task succeeded, and the client did not.', evidence }
    },
  )
