import { CouldNotCheck } from '../could-not-check.ts'
import type { Trial } from '../trial.ts'

/** No answer of the run repeats the key it was sent. */
export const noEcho = ({ run, judge }: Trial): void => {
  const { apiKey } = run.target
  if (run.provider.exchanges.length === 0) throw new CouldNotCheck('nothing was answered')
  // A simulator's scenario keys are names, not secrets: its request ids and links show them.
  if (apiKey.startsWith('stunt.')) return
  // A key such as "k" or "test" stands in many an answer by chance.
  const trace = apiKey.length < 8 ? `Bearer ${apiKey}` : apiKey
  for (const exchange of run.provider.exchanges) {
    const header = Object.entries(exchange.headers).find(([, value]) => value.includes(trace))?.[0]
    const at = header === undefined ? (exchange.text.includes(trace) ? '$' : undefined) : `header ${header}`
    if (at === undefined) continue
    judge.fail({
      at,
      documented: 'nothing of the key',
      observed: 'the key',
      message: 'an answer repeats the key',
      exchange,
    })
  }
}
