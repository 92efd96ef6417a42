import { creates, hasEnded, NEVER_ENDED, output, tellsOf } from './looking.ts'
import { type About, cite, citeEnd, inSituation, type Obligation } from './obligation.ts'

/** What the provider said of a refused create request is passed on. */
export const tellsReason = (
  about: Omit<About, 'why' | 'remedy'> & Partial<Pick<About, 'why' | 'remedy'>>,
): Obligation =>
  inSituation(
    {
      level: 'should',
      why: 'Without the reason, nobody can tell a wrong key from an empty account, and somebody spends an evening.',
      remedy: "Put the provider's own message or code into the error.",
      ...about,
    },
    (recording) => {
      if (!hasEnded(recording)) return { kind: 'not-applicable', because: NEVER_ENDED }
      const refused = creates(recording).at(-1)
      const evidence = [...(refused ? [cite(recording, refused)] : []), citeEnd(recording)]
      if (refused !== undefined && tellsOf(recording, refused))
        return { kind: 'kept', because: 'The reason is in its output.', evidence }
      const because =
        output(recording).trim() === ''
          ? 'It says nothing at all.'
          : "Neither the provider's message nor its code is in its output."
      return { kind: 'broken', because, evidence }
    },
  )
