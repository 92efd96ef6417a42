import { shown } from '../json-path.ts'
import type { Judge } from '../judge.ts'
import type { ConformanceProvider } from '../providers/conformance-provider.ts'
import type { Exchange } from '../wire/wire.ts'

/**
 * Ids are opaque, and their form was only observed: another form is a warning, unless a documented prefix is missing.
 */
export const judgeId = (
  judge: Judge,
  { createdIdPattern, idPrefix, idSource }: ConformanceProvider,
  id: unknown,
  at: string,
  exchange: Exchange,
): void => {
  if (typeof id === 'string' && createdIdPattern.test(id)) return
  const isLonger = typeof id === 'string' && id !== '' && (idPrefix?.test(id) ?? true)
  judge.fail({
    at,
    documented: idSource,
    observed: shown(id),
    severity: isLonger ? 'warning' : 'error',
    message: 'the id has another form',
    exchange,
  })
}
