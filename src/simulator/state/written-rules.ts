import { SettingError } from '../../basics/setting.ts'
import { anyText } from '../../basics/setting-kinds.ts'
import type { Secrets } from '../../contracts/secrets.ts'
import type { Fault, Strike } from '../faults/fault.ts'
import { faultSettings, faults } from '../faults/index.ts'
import { readRule, type WrittenRule } from '../scenarios/read-rule.ts'
import type { Scenarios } from '../scenarios/registry.ts'
import type { Rule } from '../scenarios/rule.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { Requested } from '../tasks/task.ts'
import type { StrikeRecord } from './records.ts'
import { StateError } from './state-error.ts'

/** Rules, scenarios and strikes, written as a user would write them, and read as those of a user are read. */

const end = (call: number): string => (Number.isFinite(call) ? String(call) : '')

/** With these members, where they are texts, without keys and passwords. Other members have words of our own. */
export const struckTexts = <T extends object>(value: T, members: readonly string[], secrets: Secrets): T => ({
  ...value,
  ...Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      members.includes(name) && typeof member === 'string' ? [[name, secrets.strike(member)]] : [],
    ),
  ),
})

const safeSettings = (fault: Fault, settings: Strike['settings'], secrets: Secrets): Strike['settings'] => {
  const ownWords = Object.entries(fault.settings).filter(([, { kind }]) => kind === anyText)
  return struckTexts(
    settings,
    ownWords.map(([name]) => name),
    secrets,
  )
}

const writtenRule = (
  { fault, settings, calls, only: _, ...conditions }: Rule,
  secrets: Secrets,
): WrittenRule => ({
  fault: fault.name,
  ...struckTexts(conditions, ['model', 'prompt'], secrets),
  ...(calls !== undefined && { call: calls.map(([first, last]) => `${end(first)}..${end(last)}`) }),
  with: safeSettings(fault, settings, secrets),
})

/** The rules that can still do something; what the settings have made impossible since then is left out. */
const readRules = (rules: unknown, scenarios: Scenarios): readonly Rule[] =>
  (Array.isArray(rules) ? rules : []).flatMap((rule: WrittenRule) => {
    try {
      return [scenarios.fit(readRule(rule))]
    } catch (error) {
      if (error instanceof SettingError) return []
      throw error
    }
  })

/** A scenario as it is kept: by its name where it has all that the name stands for. */
export const writtenScenario = (
  scenario: Scenario,
  scenarios: Scenarios,
  secrets: Secrets,
): string | Readonly<Record<string, unknown>> => {
  if (scenarios.find(scenario.name) === scenario) return scenario.name
  const { rules, notes: _, ...rest } = scenario
  return {
    ...struckTexts(rest, ['about'], secrets),
    rules: rules.map((rule) => writtenRule(rule, secrets)),
  }
}

/** @throws StateError when it cannot be read here */
export const readWrittenScenario = (
  written: string | Readonly<Record<string, unknown>>,
  scenarios: Scenarios,
): Scenario => {
  try {
    if (typeof written === 'string') return scenarios.named(written)
    const { name, rules, ...rest } = written
    return { ...scenarios.read(String(name), rest), rules: readRules(rules, scenarios) }
  } catch (error) {
    throw error instanceof SettingError ? new StateError(error.message) : error
  }
}

export const writtenStrike = ({ fault, settings, fraction }: Strike, secrets: Secrets): StrikeRecord => ({
  fault: fault.name,
  settings: safeSettings(fault, settings, secrets),
  fraction,
})

/** @throws StateError when there is no such fault, or it has no such settings */
export const readStrike = ({ fault: name, settings, fraction }: StrikeRecord): Strike => {
  const fault = faults.get(name)
  if (fault === undefined) throw new StateError(`there is no fault ${JSON.stringify(name)}`)
  try {
    return { fault, settings: faultSettings(fault, settings), fraction }
  } catch (error) {
    throw error instanceof SettingError ? new StateError(error.message) : error
  }
}

export const writtenRequest = (
  { rules, coversTask, latency }: Requested,
  secrets: Secrets,
): Readonly<Record<string, unknown>> => ({
  rules: rules.map((rule) => writtenRule(rule, secrets)),
  coversTask,
  ...(latency !== undefined && { latency }),
})

/** @throws StateError when its latencies cannot be read */
export const readRequested = (
  { rules, coversTask, latency }: Readonly<Record<string, unknown>>,
  scenarios: Scenarios,
): Requested => ({
  rules: readRules(rules, scenarios),
  coversTask: coversTask === true,
  latency:
    latency === undefined
      ? undefined
      : readWrittenScenario({ name: 'of a create request', latency }, scenarios).latency,
})
