import { didYouMean } from '../basics/did-you-mean.ts'
import { version } from '../basics/version.ts'
import { allFlagsOf, type Command, type CommandParts } from './command.ts'
import { commands } from './commands.ts'
import { type FlagValues, parseFlags } from './flags/flags.ts'
import { helpText, widthOf, wrapped } from './flags/help.ts'
import { EXIT, FlagError, UsageError } from './flags/usage-error.ts'
import type { Io } from './terminal/io.ts'

const MARGIN = 14

const overview = (io: Io): string => {
  const width = widthOf(io.stdout.columns)
  const lines = Object.entries(commands).flatMap(([name, { about }]) =>
    wrapped(about, width - MARGIN).map(
      (line, index) => `  ${(index === 0 ? name : '').padEnd(MARGIN - 2)}${line}`,
    ),
  )
  return [
    `stuntdouble ${version()}: a stunt double for AI-video APIs`,
    '',
    'Commands:',
    ...lines,
    '',
    'stuntdouble help <command> lists the flags of a command.',
    '',
  ].join('\n')
}

const commandNamed = (name: string): Command => {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command !== undefined) return command
  const names = [...Object.keys(commands), 'help', 'version']
  throw new UsageError(
    `There is no command ${JSON.stringify(name)}${didYouMean(name, names)} See stuntdouble help.`,
  )
}

const helpOf = async (parts: CommandParts, io: Io): Promise<string> =>
  helpText(parts.help, await allFlagsOf(parts), io.stdout.columns)

const show = (text: string, io: Io): number => {
  io.stdout.write(text)
  return EXIT.ok
}

const wordsIn = ({ words = [] }: FlagValues): readonly string[] => (Array.isArray(words) ? words : [])

/** By the command's own flags; if these don't explain everything, by all that it has. */
const parsed = async (
  args: readonly string[],
  parts: CommandParts,
  takesWords: boolean,
): Promise<FlagValues> => {
  try {
    return parseFlags(args, parts.flags, takesWords)
  } catch (error) {
    if (parts.moreFlags === undefined) throw error
    return parseFlags(args, await allFlagsOf(parts), takesWords)
  }
}

const readFlags = async (
  args: readonly string[],
  { words, takesCommand = false }: Command,
  parts: CommandParts,
): Promise<FlagValues> => {
  const end = takesCommand && args.includes('--') ? args.indexOf('--') : args.length
  const values = {
    ...(await parsed(args.slice(0, end), parts, words !== undefined)),
    ...(takesCommand && { command: args.slice(end + 1) }),
  }
  const stray = words === 'one' ? wordsIn(values)[1] : undefined
  if (stray !== undefined) throw new FlagError(`Unexpected argument ${JSON.stringify(stray)}.`)
  return values
}

const perform = async (args: readonly string[], io: Io): Promise<number> => {
  const isNamed = args[0] !== undefined && !args[0].startsWith('-')
  const name = isNamed ? (args[0] ?? '') : 'start'
  if (args[0] === '-V' || name === 'version') return show(`${version()}\n`, io)
  if (name === 'help')
    return show(
      args[1] === undefined ? overview(io) : await helpOf(await commandNamed(args[1]).load(), io),
      io,
    )
  const command = commandNamed(name)
  const parts = await command.load()
  try {
    const values = await readFlags(isNamed ? args.slice(1) : args, command, parts)
    if (values.version) return show(`${version()}\n`, io)
    if (values.help) return show((isNamed ? '' : `${overview(io)}\n`) + (await helpOf(parts, io)), io)
    return await parts.run(values, io, wordsIn(values)[0])
  } catch (error) {
    if (!(error instanceof FlagError)) throw error
    throw new UsageError(`${error.message} See stuntdouble help ${name}.`)
  }
}

/**
 * Runs one command line, without the name of the program: `['start', '--port', '0']`. Returns the exit code; a usage
 * error is one sentence on `io.stderr` and exit code 2.
 */
export const run = async (args: readonly string[], io: Io): Promise<number> => {
  try {
    return await perform(args, io)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    io.stderr.write(`stuntdouble: ${error.message}\n`)
    return EXIT.usage
  }
}
