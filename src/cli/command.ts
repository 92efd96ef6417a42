import type { FlagTable, FlagValues } from './flags.ts'
import type { HelpText } from './help.ts'
import type { Io } from './io.ts'

/** One command of `stuntdouble`. */
export interface Command {
  /** Its line in the list of commands. */
  readonly about: string
  readonly flags: FlagTable
  readonly help: HelpText
  /** How many words may follow its name: none unless stated. */
  readonly words?: 'one' | 'many'
  /** Whether a command of the user follows after `--`: it is left unparsed, and becomes the value `command`. */
  readonly takesCommand?: boolean
  /** Returns the exit code. */
  readonly run: (values: FlagValues, io: Io, word?: string) => number | Promise<number>
}
