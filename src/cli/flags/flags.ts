import { parseArgs } from 'node:util'
import { nearest } from '../../basics/did-you-mean.ts'
import { FlagError } from './usage-error.ts'

/** One flag of a command. */
export interface Flag {
  readonly short?: string
  /** What its value looks like; absent for a switch. */
  readonly form?: string
  /** Placeholder of the value in help. */
  readonly placeholder?: string
  /** Under which heading help lists it. */
  readonly group?: string
  readonly about: string
  readonly repeatable?: boolean
  /** The default, if it can be shown. */
  readonly byDefault?: string
}

export type FlagTable = Readonly<Record<string, Flag>>

/** What was given: a text per flag with a value, every text of a repeatable one, `true` for a switch. */
export type FlagValues = Readonly<Record<string, string | readonly string[] | boolean>>

/** The flags of every command. */
export const COMMON_FLAGS: FlagTable = {
  help: { short: 'h', about: 'show this help' },
  version: { short: 'v', about: 'show the version' },
}

/** `callbackAllow` as users type it. */
export const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/**
 * Reads a command's flags; with `takesWords` also other words, as `words`.
 * @throws UsageError on an unknown flag, a missing value or a stray word
 */
export const parseFlags = (args: readonly string[], table: FlagTable, takesWords = false): FlagValues => {
  const flags = { ...table, ...COMMON_FLAGS }
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { short, form }]) => [
      name,
      { type: form === undefined ? ('boolean' as const) : ('string' as const), ...(short ? { short } : {}) },
    ]),
  )
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true })
  const values: Record<string, string | readonly string[] | boolean> = {}
  const words: string[] = []
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue
    if (token.kind === 'positional' && takesWords) {
      words.push(token.value)
      continue
    }
    if (token.kind === 'positional') {
      throw new FlagError(`Unexpected argument ${JSON.stringify(token.value)}.`)
    }
    const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined
    if (flag === undefined) throw unknownFlag(token.rawName, Object.keys(flags))
    if (flag.form === undefined) {
      if (token.value !== undefined) throw new FlagError(`${token.rawName} is a switch and takes no value.`)
      values[token.name] = true
      continue
    }
    if (token.value === undefined) throw new FlagError(`${token.rawName} needs a value: ${flag.form}.`)
    const earlier = values[token.name]
    values[token.name] =
      flag.repeatable && Array.isArray(earlier)
        ? [...earlier, token.value]
        : flag.repeatable
          ? [token.value]
          : token.value
  }
  return words.length > 0 ? { ...values, words } : values
}

const unknownFlag = (raw: string, names: readonly string[]): FlagError => {
  const meant = nearest(raw.replace(/^-+/, ''), names)
  return new FlagError(`There is no flag ${raw}${meant === undefined ? '.' : `; did you mean --${meant}?`}`)
}
