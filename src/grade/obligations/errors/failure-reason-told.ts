import { hasEnded, NEVER_ENDED, output, plain } from '../looking.ts'
import { citeEnd, inSituation } from '../obligation.ts'

export const failureReasonTold = inSituation(
  {
    id: 'errors/failure-reason-told',
    situation: 'task-fails',
    level: 'should',
    says: 'A task fails, and it does not say why.',
    why: 'A prompt that moderation refuses and a worker that crashed want different answers.',
    remedy: "Pass on the failure's code or message.",
  },
  (recording) => {
    if (!hasEnded(recording)) return { kind: 'not-applicable', because: NEVER_ENDED }
    const words = recording.requests
      .filter(({ phase }) => phase === 'failed')
      .flatMap(({ says }) => wordsIn(says))
    if (words.length === 0) return { kind: 'not-applicable', because: 'the provider gives no reason' }
    const said = plain(output(recording))
    const isTold = words.some((text) => said.includes(plain(text)))
    const because = isTold
      ? 'The reason is in its output.'
      : "Neither the failure's code nor its message is in its output."
    return { kind: isTold ? 'kept' : 'broken', because, evidence: [citeEnd(recording)] }
  },
)

/** Texts under a name that speaks of failure, in a JSON response that may be cut. */
const wordsIn = (says: string): readonly string[] =>
  [...says.matchAll(/"(?:fail\w*|code|message|error\w*)"\s*:\s*"?([^",}{]{3,})/gi)].map(
    ([, text = '']) => text,
  )
