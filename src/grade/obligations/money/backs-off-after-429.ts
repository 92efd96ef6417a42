import { creates, seconds } from '../looking.ts'
import { cite, inSituation } from '../obligation.ts'

/** A second request within this time did not wait, ms. */
const AT_ONCE_MS = 400

export const backsOffAfter429 = inSituation(
  {
    id: 'money/backs-off-after-429',
    situation: 'create-429',
    isTimed: true,
    says: 'Refused for its rate, it sends the create request again at once.',
    why: 'The limit has not moved on in that time. The request only adds to what is counted.',
    remedy: 'Without Retry-After, wait some seconds before the next create request, and longer each time.',
  },
  (recording) => {
    const sent = creates(recording)
    const gaps = sent
      .slice(1)
      .map(({ atMs }, index) => atMs - ((sent[index]?.atMs ?? 0) + (sent[index]?.durationMs ?? 0)))
    const shortest = Math.min(...gaps)
    const evidence = sent.slice(0, 5).map((request) => cite(recording, request))
    if (gaps.length === 0) return { kind: 'kept', because: 'It did not come back.', evidence }
    const because = `The shortest wait between two create requests was ${seconds(shortest)}.`
    return { kind: shortest < AT_ONCE_MS ? 'broken' : 'kept', because, evidence }
  },
)
