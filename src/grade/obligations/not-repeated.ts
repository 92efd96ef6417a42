import { creates, times } from './looking.ts'
import { type About, cite, inSituation, type Obligation } from './obligation.ts'

/** More than these are not a second thought but a storm. */
const STORM = 5

/** A create request that is refused for good is not sent again. */
export const notRepeated = (
  about: Omit<About, 'why' | 'remedy'> & Partial<Pick<About, 'why' | 'remedy'>>,
): Obligation =>
  inSituation(
    {
      why: 'The same request gets the same refusal; repeating it costs time, and an account that hammers is locked.',
      remedy: 'Treat this refusal as final: end the job, and say why.',
      ...about,
    },
    (recording) => {
      const sent = creates(recording)
      const evidence = sent.slice(0, 6).map((request) => cite(recording, request))
      if (sent.length <= 1) return { kind: 'kept', because: 'It was sent once.', evidence }
      const because = `It was sent ${times(sent.length, 'time')}.`
      return sent.length > STORM
        ? { kind: 'broken', because, evidence }
        : { kind: 'broken', level: 'should', because, evidence }
    },
  )
