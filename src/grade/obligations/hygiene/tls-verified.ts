import { cite, inSituation } from '../obligation.ts'

export const tlsVerified = inSituation(
  {
    id: 'hygiene/tls-verified',
    situation: 'certificate-distrusted',
    says: 'It talks to anybody who claims to be the provider: verification of certificates is switched off.',
    why: 'Whoever sits on the way reads the API key, and can answer in the provider’s place.',
    remedy:
      'Remove the switch (rejectUnauthorized: false, verify=False, -k). Where a proxy needs it, trust the certificate of the proxy.',
  },
  (recording) => {
    const sent = recording.requests.filter(({ host }) => !/^(127\.|localhost|\[::1\])/.test(host))
    if (sent.length === 0 && recording.requests.length > 0)
      return { kind: 'not-applicable', because: 'it took its base URL from the environment, without TLS' }
    return sent.length === 0
      ? { kind: 'kept', because: 'It refused to talk.', evidence: [] }
      : {
          kind: 'broken',
          because: 'It sent its request, with the key.',
          evidence: sent.slice(0, 2).map((request) => cite(recording, request)),
        }
  },
)
