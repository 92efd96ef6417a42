import type { ErrorKind } from '../vocabulary.ts'
import type { Json } from './json.ts'
import { type Misfit, type Misfitting, meantAlternatives } from './meant.ts'

export type BodyPath = readonly (string | number)[]

/** One thing in a body that its page does not allow. */
export interface Breach {
  readonly path: BodyPath
  readonly kind: ErrorKind
  /** What follows the field's name: `is missing`. */
  readonly says: string
  /** The values that would be right, if there are few. */
  readonly choices?: readonly Json[]
  /** The value that is there instead. */
  readonly value?: unknown
  /** The types that would be right, if it has another. */
  readonly types?: readonly string[]
}

export const missing = (path: BodyPath): Breach => ({ path, kind: 'missing-field', says: 'is missing' })

export const wrong = (path: BodyPath, expected: string, kind: ErrorKind = 'invalid-value'): Breach => ({
  path,
  kind,
  says: `is not what the contract says: expected ${expected}`,
})

export const wrongChoice = (path: BodyPath, choices: readonly Json[], value: unknown): Breach => {
  const words = [...new Set(choices.map((choice) => JSON.stringify(choice)))]
  const isOfTheirType = choices.some((choice) => typeOf(choice) === typeOf(value))
  const kind = isOfTheirType ? 'invalid-value' : 'invalid-type'
  return { ...wrong(path, `one of ${words.join('|')}`, kind), choices, value }
}

/** A value's type, as JSON calls it. */
const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value

export const wrongType = (path: BodyPath, types: readonly string[], value: unknown): Breach => {
  const words = [...new Set(types)].join(' or ')
  return { ...wrong(path, `${words}, received ${typeOf(value)}`, 'invalid-type'), types }
}

const misfitOf = ({ path, kind, types, choices }: Breach): Misfit => {
  if (types !== undefined) return { path, kind: 'type' }
  if (choices !== undefined) return { path, kind: 'choice' }
  return { path, kind: kind === 'missing-field' ? 'missing' : 'other' }
}

/** A value that fits none of several alternatives. */
export type Unfit = Omit<Misfitting<Breach>, 'misfitOf' | 'path'> & { readonly path: BodyPath }

/** What is wrong with a value that fits none of several alternatives: what it lacks for the one that was meant. */
export const nearest = (unfit: Unfit): readonly Breach[] => {
  const { path, value } = unfit
  const meant = meantAlternatives({ ...unfit, misfitOf }).map(({ problems }) => problems)
  const [first, ...others] = meant.flatMap(([problem]) => problem ?? [])
  if (first === undefined || others.length === 0) return meant[0] ?? []
  const alike = [first, ...others.filter((other) => other.path.join() === first.path.join())]
  const types = alike.flatMap((breach) => breach.types ?? [])
  const choices = alike.flatMap((breach) => breach.choices ?? [])
  if (choices.length > 0) return [wrongChoice(first.path, choices, first.value)]
  if (types.length > 0 && alike.every((breach) => breach.types !== undefined))
    return [wrongType(first.path, types, first.path.length === path.length ? value : first.value)]
  const names = new Set(others.map((other) => String(other.path.at(-1))))
  names.delete(String(first.path.at(-1)))
  return first.kind === 'missing-field' && names.size > 0
    ? [{ ...first, says: `is missing; ${[...names].join(' or ')} would do instead` }]
    : [first]
}
