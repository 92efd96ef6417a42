import { didYouMean } from '../../basics/did-you-mean.ts'
import { readAs, readAt, SettingError } from '../../basics/setting.ts'
import { record, share, text, wholeNumber } from '../../basics/setting-kinds.ts'
import { callKinds, contracts, type ProviderName } from '../../contracts/index.ts'
import { faultSettings, faults } from '../faults/index.ts'
import { FURTHER_CREATE, knownOperations } from '../models/further-creates.ts'
import type { CallRange, Rule } from './rule.ts'

const KINDS = [...callKinds, 'result']

const OPERATIONS: readonly string[] = [...KINDS, ...knownOperations.map(({ id }) => id)]

/** Operations that a page may bring are looked up when the rule is fitted to what is served. */
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

const LONGEST_RANGE = 40

/** `3`, `"2.."`, `"2..4"`, `"..3"`, or a list of these. */
const callRanges = (value: unknown): readonly CallRange[] => {
  const parts = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [value]
  return parts.map((part) => {
    const written = String(part)
    const match = written.length > LONGEST_RANGE ? null : /^\s*(\d*)(\.\.)?(\d*)\s*$/.exec(written)
    const [, first = '', dots, last = ''] = match ?? []
    if (match === null || (first === '' && last === '') || Number(first || 1) < 1) {
      throw new SettingError(
        `call: ${JSON.stringify(value)} is not a number of a call, a range, or a list of these. Examples: 2, "2..4", "2..", [1, 3].`,
      )
    }
    const from = Number(first || 1)
    return [from, dots === undefined ? from : last === '' ? Number.POSITIVE_INFINITY : Number(last)]
  })
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

const given = ({ with: values = {} }: WrittenRule): Readonly<Record<string, unknown>> =>
  readAs(record('an object of settings of the fault by name'), values, 'with')

type Conditions = Omit<Rule, 'fault' | 'settings'>

/** How each condition is read, and its name in a rule. */
const READERS: Readonly<Record<(typeof CONDITIONS)[number], (value: unknown) => Conditions>> = {
  provider: (value) => ({ provider: oneOf('provider', value, Object.keys(contracts)) as ProviderName }),
  operation: (value) => ({ operation: operation(value) }),
  model: (value) => ({ model: readAs(text(), value, 'model') }),
  prompt: (value) => ({ prompt: readAs(text(), value, 'prompt') }),
  call: (value) => ({ calls: callRanges(value) }),
  every: (value) => ({ every: readAs(wholeNumber(1), value, 'every') }),
  chance: (value) => ({ chance: readAs(share, value, 'chance') }),
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
