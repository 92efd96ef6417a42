import type { IncomingHttpHeaders } from 'node:http'
import { didYouMean } from '../../basics/did-you-mean.ts'
import { SettingError } from '../../basics/setting.ts'
import { LABEL_HEADER } from '../http/headers.ts'
import { type Directive, readDirective } from './directive.ts'
import { noteOnDirective } from './directive-note.ts'
import type { Scenarios } from './registry.ts'
import type { RuleContext } from './rule.ts'

const SCENARIO_HEADER = 'x-stuntdouble-scenario'
const FAULT_HEADER = 'x-stuntdouble-fault'

/** What a request's headers ask for, as written. A fault and a scenario may share a name: `rate-limited`. */
export interface WrittenInHeader {
  /** Undefined where a header only looks as if it asked for something. */
  readonly text: string | undefined
  readonly isScenario: boolean
  /** What is wrong with the headers themselves. */
  readonly problem: string | undefined
}

/** The headers that are read. */
const KNOWN: ReadonlySet<string> = new Set([FAULT_HEADER, SCENARIO_HEADER, LABEL_HEADER])

/** How a header begins that is meant for us. */
const OURS = /^x-?stunt|^stunt/

const misspelt = (headers: IncomingHttpHeaders): string | undefined => {
  for (const name in headers) {
    // Most headers are told apart by their first letter.
    if ((name.startsWith('x') || name.startsWith('s')) && OURS.test(name)) {
      if (!KNOWN.has(name)) return name
    }
  }
  return undefined
}

const problemOf = (stray: string | undefined, headers: IncomingHttpHeaders): string | undefined => {
  if (stray !== undefined)
    return `Nothing is asked for by a header ${stray}${didYouMean(stray, [FAULT_HEADER, SCENARIO_HEADER])}`
  return headers[FAULT_HEADER] !== undefined && headers[SCENARIO_HEADER] !== undefined
    ? `Of ${FAULT_HEADER} and ${SCENARIO_HEADER}, only the first is followed.`
    : undefined
}

export const writtenInHeader = (headers: IncomingHttpHeaders): WrittenInHeader | undefined => {
  const fault = headers[FAULT_HEADER]
  const text = (fault ?? headers[SCENARIO_HEADER])?.toString()
  const stray = misspelt(headers)
  if (text === undefined && stray === undefined) return undefined
  return { text, isScenario: fault === undefined, problem: problemOf(stray, headers) }
}

/**
 * Reads what a header asks for.
 * @param tell called with a sentence if the header cannot be followed, or can do nothing to its call
 */
export const headerDirective = (
  written: WrittenInHeader | undefined,
  scenarios: Scenarios,
  context: RuleContext,
  tell: (note: string) => void,
): Directive | undefined => {
  if (written?.problem !== undefined) tell(written.problem)
  if (written?.text === undefined) return undefined
  try {
    const directive = readDirective(written.text, scenarios, written.isScenario)
    const note = noteOnDirective(directive, scenarios, context)
    if (note !== undefined) tell(note)
    return directive
  } catch (error) {
    if (!(error instanceof SettingError)) throw error
    tell(`The header ${JSON.stringify(written.text)} is ignored. ${error.message}`)
    return undefined
  }
}

/** What to say of a header on a call that is refused before anybody reads it. */
export const unreadHeader = (headers: IncomingHttpHeaders): string | undefined => {
  const { text } = writtenInHeader(headers) ?? {}
  return text === undefined
    ? undefined
    : `The header ${JSON.stringify(text)} was not followed: this call reached no operation of an account.`
}
