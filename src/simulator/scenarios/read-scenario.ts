import { didYouMean, parseRateLimit, type RateLimit, readAt, SettingError } from '../settings.ts'
import { LATENCY_FORMS, type Latency, parseLatency } from '../time/duration.ts'
import { type ScenarioLatency, SPANS } from './latency.ts'
import { readRule, type WrittenRule } from './read-rule.ts'
import type { Rule } from './rule.ts'
import type { Scenario } from './scenario.ts'

/** A scenario as it is written in a config file or given to the control API. */
export interface WrittenScenario {
  readonly about?: string
  readonly rules?: readonly WrittenRule[]
  readonly latency?: Readonly<Record<string, unknown>>
  readonly credits?: number
  readonly rateLimit?: string
  readonly maxRunning?: number
}

export const MEMBERS = ['about', 'rules', 'latency', 'credits', 'rateLimit', 'maxRunning']

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const readLatency = (value: unknown, place: string): Latency => {
  const latency = parseLatency(value)
  if (latency !== undefined) return latency
  throw new SettingError(`${place} is ${LATENCY_FORMS}, not ${JSON.stringify(value)}.`)
}

const readLatencies = (
  value: unknown,
  known: readonly string[],
  place: string,
): Readonly<Record<string, Latency>> => {
  if (!isRecord(value))
    throw new SettingError(`${place} is a list of latencies by name, not ${JSON.stringify(value)}.`)
  return Object.fromEntries(
    Object.entries(value).map(([name, latency]) => {
      if (!known.includes(name))
        throw new SettingError(`${place} has no ${JSON.stringify(name)}${didYouMean(name, known)}`, [name])
      return [name, readAt([name], () => readLatency(latency, `${place}.${name}`))]
    }),
  )
}

const readModelLatencies = (value: unknown): ScenarioLatency['models'] & {} => {
  if (!isRecord(value))
    throw new SettingError(`latency.models holds latencies by model, not ${JSON.stringify(value)}.`)
  return Object.fromEntries(
    Object.entries(value).map(([model, spans]) => [
      model,
      readAt([model], () => readLatencies(spans, SPANS, `latency.models.${model}`)),
    ]),
  )
}

const readScenarioLatency = (value: unknown): ScenarioLatency => {
  if (!isRecord(value))
    throw new SettingError(
      `latency says how long ${SPANS.join(', ')} take, by name, not ${JSON.stringify(value)}.`,
    )
  const { models, ...latencies } = value
  return {
    ...readLatencies(latencies, SPANS, 'latency'),
    ...(models !== undefined && { models: readAt(['models'], () => readModelLatencies(models)) }),
  }
}

const number = (name: string, value: unknown): number => {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value
  throw new SettingError(`${name} is a number from 0 up, not ${JSON.stringify(value)}.`)
}

/** `Scenario mine, rule 2: …`: of use where there is no line to name. */
const named = (name: string, { message, path }: SettingError): string => {
  const [member, index] = path
  const rule = member === 'rules' && typeof index === 'number' ? `, rule ${index + 1}` : ''
  return `Scenario ${name}${rule}: ${message}`
}

/** Reads one scenario. @throws SettingError that says which member is wrong, and where it stands */
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
  if (!isRecord(written)) throw new SettingError('it is an object with rules.')
  const stray = Object.keys(written).find((key) => !MEMBERS.includes(key))
  if (stray !== undefined)
    throw new SettingError(`there is no ${JSON.stringify(stray)}${didYouMean(stray, MEMBERS)}`, [stray])
  const { about = '', rules = [], latency, credits, rateLimit, maxRunning } = written as WrittenScenario
  if (!Array.isArray(rules)) throw new SettingError('rules is a list.', ['rules'])
  return {
    name,
    about: String(about),
    rules: rules.map((rule, index) => readAt(['rules', index], () => fitRule(readRule(rule)))),
    ...(latency !== undefined && { latency: readAt(['latency'], () => readScenarioLatency(latency)) }),
    ...(credits !== undefined && { credits: readAt(['credits'], () => number('credits', credits)) }),
    ...(rateLimit !== undefined && { rateLimit: readAt(['rateLimit'], () => readRateLimit(rateLimit)) }),
    ...(maxRunning !== undefined && {
      maxRunning: readAt(['maxRunning'], () => number('maxRunning', maxRunning)),
    }),
  }
}

const readRateLimit = (value: unknown): RateLimit => {
  const limit = parseRateLimit(value)
  if (limit !== undefined && limit !== 'off') return limit
  throw new SettingError(`rateLimit is creates per window such as 20/10s, not ${JSON.stringify(value)}.`)
}
