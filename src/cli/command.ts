import type { FlagTable, FlagValues } from './flags/flags.ts'
import type { HelpText } from './flags/help.ts'
import type { Io } from './terminal/io.ts'

/** One command of `stuntdouble`. */
export interface Command {
  /** Its line in the list of commands. */
  readonly about: string
  /** How many words may follow its name: none unless stated. */
  readonly words?: 'one' | 'many'
  /** Whether a command of the user follows after `--`: it is left unparsed, and becomes the value `command`. */
  readonly takesCommand?: boolean
  /** What it consists of, which is loaded for the command that is run and for no other. */
  readonly load: () => Promise<CommandParts>
}

export interface CommandParts {
  readonly flags: FlagTable
  /** Flags that take a while to load: only if one of them is given, or help is. */
  readonly moreFlags?: () => Promise<FlagTable>
  readonly help: HelpText
  /** Returns the exit code. */
  readonly run: (values: FlagValues, io: Io, word?: string) => number | Promise<number>
}

/** Every flag of a command. */
export const allFlagsOf = async ({ flags, moreFlags }: CommandParts): Promise<FlagTable> =>
  moreFlags === undefined ? flags : { ...flags, ...(await moreFlags()) }
