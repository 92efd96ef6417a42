import type { IncomingHttpHeaders } from 'node:http'
import { SettingError } from '../setting.ts'
import { type Directive, readDirective } from './directive.ts'
import type { Scenarios } from './registry.ts'
import type { RuleContext } from './rule.ts'

const SCENARIO_HEADER = 'x-stuntdouble-scenario'
const FAULT_HEADER = 'x-stuntdouble-fault'

/** What a request's headers ask for, as written. A fault and a scenario may share a name: `rate-limited`. */
export interface WrittenInHeader {
  readonly text: string
  readonly isScenario: boolean
}

export const writtenInHeader = (headers: IncomingHttpHeaders): WrittenInHeader | undefined => {
  const fault = headers[FAULT_HEADER]
  const text = (fault ?? headers[SCENARIO_HEADER])?.toString()
  return text === undefined ? undefined : { text, isScenario: fault === undefined }
}

/**
 * Reads what a header asks for.
 * @param tell called with a sentence if the header cannot be followed, or can do nothing to its call
 */
export const headerDirective = (
  written: WrittenInHeader | undefined,
  scenarios: Scenarios,
  { operation }: RuleContext,
  tell: (note: string) => void,
): Directive | undefined => {
  if (written === undefined) return undefined
  try {
    const directive = readDirective(written.text, scenarios, written.isScenario)
    const note = noteOn(directive, operation)
    if (note !== undefined) tell(note)
    return directive
  } catch (error) {
    if (!(error instanceof SettingError)) throw error
    tell(`The header ${JSON.stringify(written.text)} is ignored. ${error.message}`)
    return undefined
  }
}

/** What to say about a header that asks for something that can never happen to its call. */
const noteOn = ({ rules, scenario }: Directive, { kind }: RuleContext['operation']): string | undefined => {
  const { name, rateLimit, maxRunning } = scenario ?? {}
  if ((rateLimit ?? maxRunning) !== undefined)
    return `The limits of scenario ${name} count calls, so they need an account: choose it by key or by the control API.`
  // The task of a create request may meet the fault later.
  if (scenario !== undefined || kind === 'create') return undefined
  const [fault] = rules.map((rule) => rule.fault)
  return fault === undefined || fault.strikes.includes(kind)
    ? undefined
    : `${fault.name} does nothing to this call; it strikes ${fault.strikes.join(', ')}.`
}
