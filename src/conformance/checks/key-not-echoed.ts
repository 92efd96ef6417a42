import { CouldNotCheck } from '../could-not-check.ts'
import { valueAt } from '../json-path.ts'
import type { Trial } from '../trial.ts'
import type { Exchange } from '../wire/wire.ts'

/** No response of the run repeats the key that was sent. */
export const noEcho = ({ run, judge }: Trial): void => {
  const { apiKey } = run.target
  if (run.provider.exchanges.length === 0) throw new CouldNotCheck('nothing was answered')
  // A simulator's scenario keys are names, not secrets: its request ids and links show them.
  if (apiKey.startsWith('stunt.')) return
  // A key such as "k" or "test" appears in many responses by chance.
  const trace = apiKey.length < 8 ? `${run.facts.contract.authScheme} ${apiKey}` : apiKey
  for (const exchange of run.provider.exchanges) {
    const { authorization } = exchange.requestHeaders
    // Wrong keys are keys too: they may be right ones with a letter less.
    const traces = [
      trace,
      ...(authorization !== undefined && /\S{4}$/.test(authorization) ? [authorization] : []),
    ]
    const hasTrace = (text: string): boolean => traces.some((one) => text.includes(one))
    const header = Object.entries(exchange.headers).find(([, value]) => hasTrace(value))?.[0]
    const at = header === undefined ? placeIn(exchange, run.facts.at.message, hasTrace) : `header ${header}`
    if (at === undefined) continue
    judge.fail({
      at,
      documented: 'nothing of the key',
      observed: 'the key',
      message: 'a response repeats the key',
      exchange,
    })
  }
}

const placeIn = (
  { json, text }: Exchange,
  message: string,
  hasTrace: (text: string) => boolean,
): string | undefined => {
  if (hasTrace(String(valueAt(json, message)))) return message
  return hasTrace(text) ? '$' : undefined
}
