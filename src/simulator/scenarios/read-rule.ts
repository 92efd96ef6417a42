import { contracts, type ProviderName } from '../../contracts/index.ts'
import { faultSettings, faults } from '../faults/index.ts'
import { FURTHER_CREATE, knownOperations } from '../models/further-creates.ts'
import { didYouMean, readAt, SettingError } from '../settings.ts'
import type { CallRange, Rule } from './rule.ts'

const KINDS = ['create', 'retrieve', 'balance', 'download-link', 'result']

const OPERATIONS: readonly string[] = [...KINDS, ...knownOperations.map(({ id }) => id)]

/** One that a page may bring is looked for when the rule is fitted to what is served. */
const operation = (value: unknown): string =>
  typeof value === 'string' && FURTHER_CREATE.test(value) ? value : oneOf('operation', value, OPERATIONS)

const fault = (name: unknown) => {
  const found = typeof name === 'string' ? faults.get(name) : undefined
  if (found !== undefined) return found
  throw new SettingError(
    `There is no fault ${JSON.stringify(name)}${didYouMean(String(name), [...faults.keys()])}`,
  )
}

const oneOf = (what: string, value: unknown, names: readonly string[]): string => {
  if (typeof value === 'string' && names.includes(value)) return value
  throw new SettingError(`There is no ${what} ${JSON.stringify(value)}${didYouMean(String(value), names)}`)
}

/** `3`, `"2.."`, `"2..4"`, `"..3"`, or a list of these. */
const callRanges = (value: unknown): readonly CallRange[] => {
  const parts = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [value]
  return parts.map((part) => {
    const match = /^\s*(\d*)(\.\.)?(\d*)\s*$/.exec(String(part))
    const [, first = '', dots, last = ''] = match ?? []
    if (match === null || (first === '' && last === '') || Number(first || 1) < 1) {
      throw new SettingError(
        `call is a number from 1 up such as 2, a range such as "2..4" or "2..", or a list of these, not ${JSON.stringify(value)}.`,
      )
    }
    const from = Number(first || 1)
    return [from, dots === undefined ? from : last === '' ? Number.POSITIVE_INFINITY : Number(last)]
  })
}

const wholeNumber = (name: string, value: unknown): number => {
  const number = Number(value)
  if (Number.isSafeInteger(number) && number >= 1) return number
  throw new SettingError(`${name} is a whole number from 1 up, not ${JSON.stringify(value)}.`)
}

const share = (value: unknown): number => {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  if (typeof number === 'number' && number >= 0 && number <= 1) return number
  throw new SettingError(`chance is a number from 0 to 1, not ${JSON.stringify(value)}.`)
}

const text = (name: string, value: unknown): string => {
  if (typeof value === 'string' && value !== '') return value
  throw new SettingError(`${name} is a text, not ${JSON.stringify(value)}.`)
}

/** What a rule may say besides its fault's settings. */
export const CONDITIONS = ['provider', 'operation', 'model', 'prompt', 'call', 'every', 'chance'] as const

/** A rule as it is written in a config file: `{fault: server-error, operation: retrieve, call: [1, 2], with: {…}}`. */
export interface WrittenRule {
  readonly fault?: unknown
  readonly with?: Readonly<Record<string, unknown>>
  readonly [condition: string]: unknown
}

/** Reads a rule. @throws SettingError that says what is wrong with it, and where */
export const readRule = (written: WrittenRule): Rule => {
  if (typeof written !== 'object' || written === null || Array.isArray(written))
    throw new SettingError(
      `A rule is an object such as {fault: server-error}, not ${JSON.stringify(written)}.`,
    )
  const known = ['fault', 'with', ...CONDITIONS]
  const stray = Object.keys(written).find((key) => !known.includes(key))
  if (stray !== undefined)
    throw new SettingError(`A rule has no ${JSON.stringify(stray)}${didYouMean(stray, known)}`, [stray])
  const struck = readAt(['fault'], () => fault(written.fault))
  const rule = {
    fault: struck,
    settings: readAt(['with'], () => faultSettings(struck, given(written))),
    ...conditionsOf(written),
  }
  readAt(['operation'], () => assertStrikes(rule))
  return rule
}

const given = ({ with: values = {} }: WrittenRule): Readonly<Record<string, unknown>> => {
  if (typeof values === 'object' && values !== null && !Array.isArray(values)) return values
  throw new SettingError(`with holds settings of the fault by name, not ${JSON.stringify(values)}.`)
}

type Conditions = Omit<Rule, 'fault' | 'settings'>

/** How each condition is read, and what it is called in a rule. */
const READERS: Readonly<Record<(typeof CONDITIONS)[number], (value: unknown) => Conditions>> = {
  provider: (value) => ({ provider: oneOf('provider', value, Object.keys(contracts)) as ProviderName }),
  operation: (value) => ({ operation: operation(value) }),
  model: (value) => ({ model: text('model', value) }),
  prompt: (value) => ({ prompt: text('prompt', value) }),
  call: (value) => ({ calls: callRanges(value) }),
  every: (value) => ({ every: wholeNumber('every', value) }),
  chance: (value) => ({ chance: share(value) }),
}

const conditionsOf = (written: WrittenRule): Conditions => {
  const conditions = CONDITIONS.flatMap((name) => {
    const value = written[name]
    return value === undefined ? [] : [readAt([name], () => READERS[name](value))]
  })
  return Object.assign({}, ...conditions) as Conditions
}

/** A rule that can never strike is a mistake. */
const assertStrikes = ({ fault: { name, strikes }, operation }: Rule): void => {
  if (operation === undefined) return
  const kind =
    knownOperations.find(({ id }) => id === operation)?.kind ??
    (FURTHER_CREATE.test(operation) ? 'create' : operation)
  if (strikes.some((struck) => struck === kind)) return
  throw new SettingError(`${name} cannot strike ${operation}; it strikes ${strikes.join(', ')}.`)
}
