import { parsedJson } from '../../../contracts/check/json.ts'
import { kieDifferences } from '../../../contracts/kie/differences.ts'
import type { Case } from '../../case.ts'
import { ofKnownTasks } from '../../checks/known.ts'
import { pathText, shown, valueAt } from '../../json-path.ts'

/** Clients read their own request back from it. */
export const knownParam: Case = {
  id: 'known-param',
  about: 'param is the create request as JSON text, with the model and the input',
  tier: 'free',
  needs: ['known-task'],
  isRead: true,
  check: ofKnownTasks(({ judge, run }, { first }) => {
    const param = parsedJson(String(valueAt(first.json, '$.data.param')))
    const input = valueAt(param, '$.input')
    const row = kieDifferences.param
    judge.check({
      isDocumented: typeof input === 'object' && input !== null,
      isObserved: typeof input === 'string' && typeof parsedJson(input) === 'object',
      at: '$.data.param > $.input',
      documented: row.documented.says,
      known: row.observed.says,
      actual: shown(input),
      source: row.source,
      exchange: first,
      message: 'param does not hold the input',
    })
    judge.compare({
      at: '$.data.param > $.model',
      actual: valueAt(param, '$.model'),
      documented: [valueAt(first.json, '$.data.model')],
      exchange: first,
      message: 'param holds another model',
    })
    const request = run.facts.requestIn(first.json) ?? {}
    for (const { path, says } of run.models.wrongIn(request)) {
      const at = pathText(path, '$.data.param > $')
      judge.fail({
        at,
        documented: says,
        observed: shown(path.reduce<unknown>((here, key) => Reflect.get(Object(here), key), request)),
        severity: 'warning',
        wrong: 'contract',
        message: 'the provider accepted a request that the page of its model does not allow',
        exchange: first,
      })
    }
  }),
}
