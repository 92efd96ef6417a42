import { didYouMean } from '../simulator/did-you-mean.ts'
import { version } from '../simulator/version.ts'
import { CONTRACT_FLAGS, contract, contractHelp } from './contract.ts'
import { FAULTS_FLAGS, faults, faultsHelp } from './faults.ts'
import { type FlagTable, type FlagValues, parseFlags } from './flags.ts'
import { IMPORT_FLAGS, importHelp, importPages } from './import.ts'
import type { Io } from './io.ts'
import { MODELS_FLAGS, models, modelsHelp } from './models.ts'
import { PROFILES_FLAGS, profiles, profilesHelp } from './profiles.ts'
import { SCENARIOS_FLAGS, scenarios, scenariosHelp } from './scenarios.ts'
import { START_FLAGS, start, startHelp } from './start.ts'
import { EXIT, UsageError } from './usage-error.ts'

interface Command {
  readonly about: string
  readonly flags: FlagTable
  /** Whether it takes words that are not flags. */
  readonly takesWords?: boolean
  readonly help: () => string
  /** Whether a word follows its name: `contract kie`. */
  readonly takesWord?: boolean
  readonly run: (values: FlagValues, io: Io, word?: string) => number | Promise<number>
}

const commands: Readonly<Record<string, Command>> = {
  start: { about: 'start the simulator (the default)', flags: START_FLAGS, help: startHelp, run: start },
  profiles: {
    about: 'list where the pages and the live services differ',
    flags: PROFILES_FLAGS,
    help: profilesHelp,
    run: profiles,
  },
  scenarios: {
    about: 'list the named scenarios, and your own from the config file',
    flags: SCENARIOS_FLAGS,
    help: scenariosHelp,
    run: scenarios,
  },
  faults: {
    about: 'list the faults: which mistake each catches, and its settings',
    flags: FAULTS_FLAGS,
    help: faultsHelp,
    run: faults,
  },
  import: {
    about: "turn a provider's documentation page into a contract",
    flags: IMPORT_FLAGS,
    takesWords: true,
    help: importHelp,
    run: importPages,
  },
  models: {
    about: 'list the models that are served, and the page each comes from',
    flags: MODELS_FLAGS,
    help: modelsHelp,
    run: models,
  },
  contract: {
    about: 'check a provider, live or simulated, against its contract',
    flags: CONTRACT_FLAGS,
    help: contractHelp,
    takesWord: true,
    run: contract,
  },
}

const overview = (): string => {
  const lines = Object.entries(commands).map(([name, { about }]) => `  ${name.padEnd(11)}${about}`)
  return `stuntdouble ${version()}: a stunt double for AI-video APIs\n\nCommands:\n${lines.join('\n')}\n\nstuntdouble <command> --help lists a command's flags.\n\n`
}

const perform = async (args: readonly string[], io: Io): Promise<number> => {
  const isNamed = args[0] !== undefined && !args[0].startsWith('-')
  const name = isNamed ? args[0] : 'start'
  const command = Object.hasOwn(commands, name ?? '') ? commands[name ?? ''] : undefined
  if (command === undefined) {
    throw new UsageError(
      `There is no command ${JSON.stringify(name)}${didYouMean(name ?? '', Object.keys(commands))}`,
    )
  }
  const rest = isNamed ? args.slice(1) : args
  const hasWord = command.takesWord === true && rest[0] !== undefined && !rest[0].startsWith('-')
  const values = parseFlags(hasWord ? rest.slice(1) : rest, command.flags, command.takesWords)
  if (values.help) io.stdout.write(isNamed ? command.help() : overview() + command.help())
  else if (values.version) io.stdout.write(`${version()}\n`)
  else return command.run(values, io, hasWord ? rest[0] : undefined)
  return EXIT.ok
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
