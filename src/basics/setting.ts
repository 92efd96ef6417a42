import { didYouMean } from './did-you-mean.ts'

/**
 * What a setting is: how its values look, are read, and are reported when wrong. Flags, config files, faults and rules
 * share it.
 */

/** A setting that cannot be read: one sentence that says what was wrong, where, and what would be right. */
export class SettingError extends Error {
  override readonly name = 'SettingError'
  /** Where the error is, as a path of names from the outside in; empty where that is unknown. */
  readonly path: readonly (string | number)[]

  constructor(message: string, path: readonly (string | number)[] = []) {
    super(message)
    this.path = path
  }

  /** The same error, seen from further outside. */
  within(...place: readonly (string | number)[]): SettingError {
    return new SettingError(this.message, [...place, ...this.path])
  }
}

/**
 * Reads something, and adds to an error where it happened.
 * @throws SettingError
 */
export const readAt = <T>(place: readonly (string | number)[], read: () => T): T => {
  try {
    return read()
  } catch (error) {
    throw error instanceof SettingError ? error.within(...place) : error
  }
}

export type JsonSchema = Readonly<Record<string, unknown>>

/**
 * What a value may look like. `Written` is the type in which it may be written, besides a value that was read before.
 */
export interface Kind<T, Written = unknown> {
  /** Completes "x is not …": `a duration`. */
  readonly noun: string
  /** Stands for the value in help: `--queue <duration>`. */
  readonly placeholder: string
  readonly examples?: readonly string[]
  /** The words to choose from, if nothing else is possible. */
  readonly words?: readonly string[]
  /** The schema of the value in a config file, for editors. */
  readonly schema: JsonSchema
  /** Reads a text (flag, variable, directive) or a native value (config file, API); undefined when it cannot. */
  parse(value: unknown): T | undefined
  /** A value as a user would write it; as JSON unless stated. */
  show?(value: T): string
  /** Never set: it only carries the type. */
  readonly written?: Written
}

/** How one setting is read and described. */
export interface Setting<T, Written = unknown> {
  readonly kind: Kind<T, Written>
  readonly about: string
  readonly default: T
}

const either = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`

/** What a value looks like, in one line: `documented or observed`, `a duration such as 250ms or 5s`. */
export const formOf = ({ noun, words, examples = [] }: Kind<unknown>): string => {
  if (words !== undefined) return either(words)
  return examples.length === 0 ? noun : `${noun} such as ${either(examples)}`
}

const expectation = ({ noun, words, examples = [] }: Kind<unknown>, value: unknown): string => {
  if (words !== undefined) return `one of ${words.join(', ')}${didYouMean(String(value), words)}`
  return examples.length === 0 ? `${noun}.` : `${noun}. Examples: ${examples.join(', ')}.`
}

/**
 * Reads a value.
 * @param place how the user wrote it: `--port`, `STUNTDOUBLE_PORT`, `stuntdouble.config.json:2: port`
 * @param isSecret keeps the value out of the error
 * @throws SettingError when the value cannot be read
 */
export const readAs = <T>(kind: Kind<T>, value: unknown, place: string, isSecret = false): T => {
  const parsed = kind.parse(value)
  if (parsed !== undefined) return parsed
  const [first] = Array.isArray(value) && value.length === 1 ? (value as readonly unknown[]) : [value]
  const shown = isSecret ? 'the value given' : JSON.stringify(first)
  throw new SettingError(`${place}: ${shown} is not ${expectation(kind, value)}`)
}

/** A value as a user would write it. */
export const shownValue = <T>({ show }: Kind<T>, value: T): string =>
  show !== undefined ? show(value) : typeof value === 'string' ? value : JSON.stringify(value)

/**
 * Reads one value by a table of settings, such as a fault's.
 * @throws SettingError when there is no such setting, or the value cannot be read
 */
export const readValue = (
  table: Readonly<Record<string, Setting<unknown>>>,
  name: string,
  value: unknown,
  owner: string,
): unknown => {
  const setting = Object.hasOwn(table, name) ? table[name] : undefined
  if (setting !== undefined) return readAs(setting.kind, value, `${owner} ${name}`)
  const names = Object.keys(table)
  const there = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`
  throw new SettingError(
    `${owner} has no setting ${JSON.stringify(name)}: ${there}${didYouMean(name, names)}`,
  )
}
