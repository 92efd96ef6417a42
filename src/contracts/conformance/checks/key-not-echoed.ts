import type { Trial } from '../trial.ts'

/** No answer of the run repeats the key it was sent. */
export const noEcho = ({ run, judge }: Trial): void => {
  const { apiKey } = run.target
  // A key such as "k" or "test" stands in many an answer.
  if (apiKey.length < 8) return
  for (const exchange of run.exchanges) {
    const header = Object.entries(exchange.headers).find(([, value]) => value.includes(apiKey))?.[0]
    const at = header === undefined ? (exchange.text.includes(apiKey) ? '$' : undefined) : `header ${header}`
    if (at === undefined) continue
    judge.fails({
      at,
      documented: 'nothing of the key',
      observed: 'the key',
      message: 'an answer repeats the key',
      exchange,
    })
  }
}
