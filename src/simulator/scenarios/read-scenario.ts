import { didYouMean } from '../../basics/did-you-mean.ts'
import type { Latency } from '../../basics/duration.ts'
import { type Kind, readAs, readAt, SettingError } from '../../basics/setting.ts'
import { latency as latencyKind, numberFrom, record } from '../../basics/setting-kinds.ts'
import { rateLimit as rateLimitKind } from '../simulator-kinds.ts'
import { type ScenarioLatency, SPANS } from './latency.ts'
import { readRule, type WrittenRule } from './read-rule.ts'
import type { Rule } from './rule.ts'
import type { Scenario } from './scenario.ts'

/** A scenario as written in a config file or sent to the control API. */
export interface WrittenScenario {
  readonly about?: string
  readonly rules?: readonly WrittenRule[]
  readonly latency?: Readonly<Record<string, unknown>>
  readonly credits?: number
  readonly rateLimit?: string
  readonly maxRunning?: number
}

const MEMBERS = ['about', 'rules', 'latency', 'credits', 'rateLimit', 'maxRunning']

const readLatencies = (
  value: unknown,
  known: readonly string[],
  place: string,
): Readonly<Record<string, Latency>> =>
  Object.fromEntries(
    Object.entries(readAs(record('an object of latencies by name'), value, place)).map(([name, latency]) => {
      if (!known.includes(name))
        throw new SettingError(`${place} has no ${JSON.stringify(name)}${didYouMean(name, known)}`, [name])
      return [name, readAt([name], () => readAs(latencyKind, latency, `${place}.${name}`))]
    }),
  )

const readModelLatencies = (value: unknown): ScenarioLatency['models'] & {} =>
  Object.fromEntries(
    Object.entries(readAs(record('an object of latencies by model'), value, 'latency.models')).map(
      ([model, spans]) => [
        model,
        readAt([model], () => readLatencies(spans, SPANS, `latency.models.${model}`)),
      ],
    ),
  )

const readScenarioLatency = (value: unknown): ScenarioLatency => {
  const { models, ...latencies } = readAs(
    record(`an object that says how long ${SPANS.join(', ')} take`),
    value,
    'latency',
  )
  return {
    ...readLatencies(latencies, SPANS, 'latency'),
    ...(models !== undefined && { models: readAt(['models'], () => readModelLatencies(models)) }),
  }
}

/** `Scenario mine, rule 2: …`: useful if there is no line to name. */
const named = (name: string, { message, path }: SettingError): string => {
  const [member, index] = path
  const rule = member === 'rules' && typeof index === 'number' ? `, rule ${index + 1}` : ''
  return `Scenario ${name}${rule}: ${message}`
}

/**
 * Reads one scenario.
 * @throws SettingError that says which member is wrong, and where it is
 */
export const readScenario = (
  name: string,
  written: unknown,
  fitRule = (rule: Rule): Rule => rule,
): Scenario => {
  try {
    return readMembers(name, written, fitRule)
  } catch (error) {
    throw error instanceof SettingError ? new SettingError(named(name, error), error.path) : error
  }
}

const readMembers = (name: string, written: unknown, fitRule: (rule: Rule) => Rule): Scenario => {
  const members = record('an object with rules').parse(written)
  if (members === undefined) throw new SettingError('it is not an object with rules.')
  const stray = Object.keys(members).find((key) => !MEMBERS.includes(key))
  if (stray !== undefined)
    throw new SettingError(`there is no ${JSON.stringify(stray)}${didYouMean(stray, MEMBERS)}`, [stray])
  const { about = '', rules = [], latency, credits, rateLimit, maxRunning } = members as WrittenScenario
  if (!Array.isArray(rules)) throw new SettingError('rules is not a list.', ['rules'])
  const read = <T>(kind: Kind<T>, member: string, value: unknown): T =>
    readAt([member], () => readAs(kind, value, member))
  return {
    name,
    about: String(about),
    rules: rules.map((rule, index) => readAt(['rules', index], () => fitRule(readRule(rule)))),
    ...(latency !== undefined && { latency: readAt(['latency'], () => readScenarioLatency(latency)) }),
    ...(credits !== undefined && { credits: read(numberFrom(0), 'credits', credits) }),
    ...(rateLimit !== undefined && { rateLimit: read(rateLimitKind, 'rateLimit', rateLimit) }),
    ...(maxRunning !== undefined && { maxRunning: read(numberFrom(0), 'maxRunning', maxRunning) }),
  }
}
