import { citeEnd, everywhere } from '../obligation.ts'

export const noKeyInOutput = everywhere(
  {
    id: 'errors/no-key-in-output',
    says: 'It prints the API key.',
    why: 'Output ends in logs, in CI and in bug reports. Whoever reads the key can spend its credits.',
    remedy: 'Never print request headers or the configuration; strike the key out of every error.',
  },
  (recordings) => {
    const leaks = recordings.filter(({ keyIn }) => keyIn.length > 0)
    const [first] = leaks
    if (first === undefined) return { kind: 'kept', because: 'The key is in no output.', evidence: [] }
    const streams = [...new Set(leaks.flatMap(({ keyIn }) => keyIn))].join(' and ')
    const because = `The key was in ${streams} in ${leaks.length} of ${recordings.length} situations.`
    return { kind: 'broken', because, evidence: leaks.slice(0, 3).map(citeEnd) }
  },
)
