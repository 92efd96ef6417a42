import type { ErrorKind } from '../../contracts/vocabulary.ts'
import { type Named, namedIn } from '../checks/named.ts'
import { judgeRefusal } from '../checks/refused.ts'
import { shown, valueAt } from '../json-path.ts'
import { LeftOut } from '../report/left-out.ts'
import type { Trial } from '../trial.ts'
import type { Exchange } from '../wire/wire.ts'
import type { AllowedProbe } from './allowed-probes.ts'
import { OF_A_BODY } from './refusal-checks.ts'

export const ABOUT_ALLOWED_VALUES = 'no refusal names a field whose value the page allows'

/** Sends a create request that must be refused. */
type Send = (body: AllowedProbe['body'], wrong: string) => Promise<Exchange>

/** Tries what the page allows, in requests that are refused for something else. @throws LeftOut if no refusal names a field */
export const namesOnlyWhatIsWrong = async (
  trial: Trial,
  probes: readonly AllowedProbe[],
  send: Send,
): Promise<void> => {
  let told = 0
  for (const probe of probes) {
    const first = await refusalOf(trial, probe, probe.body, send)
    if (first.named !== undefined) told += 1
    if (first.named === undefined || probe.names.includes(first.named.field)) continue
    // Not every value is allowed with every other; pages say so in prose.
    const second = await refusalOf(trial, probe, probe.again, send)
    judgeAllowed(trial, probe, { ...first, named: first.named }, second.named?.field === first.named.field)
  }
  if (told === 0) throw new LeftOut('the refusals name no field, so they do not show what is allowed')
}

interface ProbeRefusal {
  readonly named: Named | undefined
  readonly exchange: Exchange
}

const refusalOf = async (
  trial: Trial,
  { wrong, allowed }: AllowedProbe,
  body: AllowedProbe['body'],
  send: Send,
): Promise<ProbeRefusal> => {
  const exchange = await send(body, wrong)
  judgeRefusal(trial, exchange, { kind: 'invalid-value', orKinds: OF_A_BODY, operation: 'create' })
  const tooLong = allowed?.isLongest === true && saysTooLong(trial, exchange) ? allowed.names[0] : undefined
  const named = namedIn(trial, exchange)
  return {
    named: named ?? (tooLong === undefined ? undefined : { at: trial.run.facts.at.code, field: tooLong }),
    exchange,
  }
}

/** Whether it is the response for a text over its limit, where that differs from all others about a body. */
const saysTooLong = ({ run: { facts } }: Trial, { status, json }: Exchange): boolean => {
  const code = valueAt(json, facts.at.code)
  const fits = (kind: ErrorKind): boolean =>
    (['documented', 'observed'] as const)
      .map((profile) => facts.contract.errors[profile][kind]({ operation: 'create' }))
      .some((form) => form.status === status && valueAt(form.body, facts.at.code) === code)
  return fits('too-long') && !OF_A_BODY.some((kind) => kind !== 'too-long' && fits(kind))
}

const judgeAllowed = (
  { judge }: Trial,
  { allowed, wrong }: AllowedProbe,
  { named, exchange }: ProbeRefusal & { readonly named: Named },
  isAgain: boolean,
): void => {
  const isItself = allowed?.names.includes(named.field) === true
  if (!isAgain && allowed !== undefined) return
  judge.fail({
    at: named.at,
    documented: isItself ? `${allowed?.says}, which the page allows` : `${wrong}, which are wrong`,
    observed: shown(named.field),
    simulator: `names ${wrong}`,
    // A field of the page's own example may be required only if another is absent.
    severity: isAgain ? 'error' : 'warning',
    message: isItself
      ? `${allowed?.says}, and is refused`
      : isAgain
        ? `${named.field} is refused in a body that the page allows: is it new, or required now?`
        : `${named.field} is refused where only what the page requires is given: is it required now?`,
    exchange,
  })
}
