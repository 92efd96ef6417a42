import { everywhere } from '../obligation.ts'

export const noOtherHost = everywhere(
  {
    id: 'hygiene/no-other-host',
    level: 'should',
    says: 'While it makes a video it calls hosts that are not the provider’s.',
    why: 'Somebody else learns of the job, and perhaps of its prompt.',
    remedy: 'Take it out, or know why it is there.',
  },
  (recordings) => {
    const hosts = [...new Set(recordings.flatMap(({ otherHosts }) => otherHosts))]
    return hosts.length === 0
      ? { kind: 'kept', because: 'It called nobody else.', evidence: [] }
      : {
          kind: 'broken',
          because: `It called ${hosts.slice(0, 5).join(', ')}.`,
          evidence: recordings
            .filter(({ otherHosts }) => otherHosts.length > 0)
            .slice(0, 3)
            .map(({ situation, otherHosts }) => ({
              situation,
              atMs: null,
              what: `called ${otherHosts.join(', ')}`,
            })),
        }
  },
)
