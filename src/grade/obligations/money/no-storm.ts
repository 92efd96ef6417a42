import { creates, times } from '../looking.ts'
import { cite, inSituation } from '../obligation.ts'

const MOST = 10

export const noStorm = inSituation(
  {
    id: 'money/no-storm',
    situation: 'create-429-always',
    says: 'Refused for its rate again and again, it keeps sending create requests.',
    why: 'A storm of create requests is what gets a key locked; and the one that slips through is billed.',
    remedy: 'Try a few times, with growing waits, then end with an error.',
  },
  (recording) => {
    const sent = creates(recording)
    const evidence = [...sent.slice(0, 3), ...sent.slice(-1)].map((request) => cite(recording, request))
    const because = `It sent ${times(sent.length, 'create request')}.`
    return { kind: sent.length > MOST ? 'broken' : 'kept', because, evidence }
  },
)
