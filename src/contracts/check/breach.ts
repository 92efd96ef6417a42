import type { ErrorKind } from '../vocabulary.ts'
import type { Json } from './json.ts'

export type Path = readonly (string | number)[]

/** One thing in a body that its page does not allow. */
export interface Breach {
  readonly path: Path
  readonly kind: ErrorKind
  /** What follows the field's name: `is missing`. */
  readonly says: string
  /** The values that would be right, where there are so few. */
  readonly choices?: readonly Json[]
  /** What stands there instead. */
  readonly value?: unknown
  /** The types that would be right, where it is of another. */
  readonly types?: readonly string[]
}

export const missing = (path: Path): Breach => ({ path, kind: 'missing-field', says: 'is missing' })

export const wrong = (path: Path, expected: string, kind: ErrorKind = 'invalid-value'): Breach => ({
  path,
  kind,
  says: `is not what the contract says: expected ${expected}`,
})

export const wrongChoice = (path: Path, choices: readonly Json[], value: unknown): Breach => {
  const words = [...new Set(choices.map((choice) => JSON.stringify(choice)))]
  const isOfTheirType = choices.some((choice) => typeOf(choice) === typeOf(value))
  const kind = isOfTheirType ? 'invalid-value' : 'invalid-type'
  return { ...wrong(path, `one of ${words.join('|')}`, kind), choices, value }
}

/** A value's type, as JSON calls it. */
export const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value

export const wrongType = (path: Path, types: readonly string[], value: unknown): Breach => {
  const words = [...new Set(types)].join(' or ')
  return { ...wrong(path, `${words}, received ${typeOf(value)}`, 'invalid-type'), types }
}

/** How near an alternative comes: least where the value is of another type, most where only a value in it is wrong. */
const nearnessOf = ({ kind, path, choices, types }: Breach, at: Path): number => {
  if (types !== undefined && path.length === at.length) return 0
  if (choices !== undefined) return 1
  return kind === 'missing-field' ? 2 : 3
}

/**
 * What to say of a value that fits none of several alternatives: what the nearest one says, or all that are as near.
 * @param breaches of each alternative, its first
 */
export const nearest = (breaches: readonly Breach[], at: Path, value: unknown): Breach | undefined => {
  const most = Math.max(...breaches.map((breach) => nearnessOf(breach, at)))
  const [first, ...others] = breaches.filter((breach) => nearnessOf(breach, at) === most)
  if (first === undefined) return undefined
  const alike = [first, ...others.filter(({ path }) => path.join() === first.path.join())]
  const types = alike.flatMap((breach) => breach.types ?? [])
  const choices = alike.flatMap((breach) => breach.choices ?? [])
  if (most === 0) return wrongType(at, types, value)
  if (choices.length > 0) return wrongChoice(first.path, choices, first.value)
  const names = new Set(others.map(({ path }) => String(path.at(-1))))
  names.delete(String(first.path.at(-1)))
  return first.kind === 'missing-field' && names.size > 0
    ? { ...first, says: `is missing; ${[...names].join(' or ')} would do instead` }
    : first
}
