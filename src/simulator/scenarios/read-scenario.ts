import { LATENCY_FORMS, type Latency, parseLatency } from '../duration.ts'
import { didYouMean, parseRateLimit, SettingError } from '../settings.ts'
import { readRule, type WrittenRule } from './read-rule.ts'
import type { Scenario, ScenarioLatency } from './scenario.ts'

/** A scenario as it is written in a config file or given to the control API. */
export interface WrittenScenario {
  readonly about?: string
  readonly rules?: readonly WrittenRule[]
  readonly latency?: Readonly<Record<string, unknown>>
  readonly credits?: number
  readonly rateLimit?: string
  readonly maxRunning?: number
}

const MEMBERS = ['about', 'rules', 'latency', 'credits', 'rateLimit', 'maxRunning']

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
        throw new SettingError(`${place} has no ${JSON.stringify(name)}${didYouMean(name, known)}`)
      return [name, readLatency(latency, `${place}.${name}`)]
    }),
  )
}

const readScenarioLatency = (value: unknown): ScenarioLatency => {
  const { models, ...latencies } = isRecord(value) ? value : { models: undefined, latency: value }
  const perModel = Object.entries(isRecord(models) ? models : {}).map(
    ([model, spans]) => [model, readLatencies(spans, ['queue', 'run'], `latency.models.${model}`)] as const,
  )
  return {
    ...readLatencies(latencies, ['answers', 'queue', 'run', 'callbacks'], 'latency'),
    ...(models !== undefined && { models: Object.fromEntries(perModel) }),
  }
}

const number = (name: string, value: unknown): number => {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value
  throw new SettingError(`${name} is a number from 0 up, not ${JSON.stringify(value)}.`)
}

/** Reads one scenario. @throws SettingError that says which member is wrong */
export const readScenario = (name: string, written: unknown): Scenario => {
  const within = (error: unknown): never => {
    throw error instanceof SettingError ? new SettingError(`Scenario ${name}: ${error.message}`) : error
  }
  try {
    return readMembers(name, written)
  } catch (error) {
    return within(error)
  }
}

const readMembers = (name: string, written: unknown): Scenario => {
  if (!isRecord(written)) throw new SettingError('it is an object with rules.')
  const stray = Object.keys(written).find((key) => !MEMBERS.includes(key))
  if (stray !== undefined)
    throw new SettingError(`there is no ${JSON.stringify(stray)}${didYouMean(stray, MEMBERS)}`)
  const { about = '', rules = [], latency, credits, rateLimit, maxRunning } = written as WrittenScenario
  if (!Array.isArray(rules)) throw new SettingError('rules is a list.')
  const limit = rateLimit === undefined ? undefined : parseRateLimit(rateLimit)
  if (rateLimit !== undefined && (limit === undefined || limit === 'off')) {
    throw new SettingError(
      `rateLimit is creates per window such as 20/10s, not ${JSON.stringify(rateLimit)}.`,
    )
  }
  return {
    name,
    about: String(about),
    rules: rules.map(readRule),
    ...(latency !== undefined && { latency: readScenarioLatency(latency) }),
    ...(credits !== undefined && { credits: number('credits', credits) }),
    ...(limit !== undefined && limit !== 'off' && { rateLimit: limit }),
    ...(maxRunning !== undefined && { maxRunning: number('maxRunning', maxRunning) }),
  }
}

/** Reads the scenarios of a config file, by name. @throws SettingError */
export const readScenarios = (written: Readonly<Record<string, unknown>>): readonly Scenario[] =>
  Object.entries(written).map(([name, scenario]) => readScenario(name, scenario))
