import { allFlagsOf, type Command } from '../command.ts'
import { COMMON_FLAGS, type FlagTable, type FlagValues } from '../flags/flags.ts'
import type { HelpText } from '../flags/help.ts'
import { EXIT, FlagError } from '../flags/usage-error.ts'
import type { Io } from '../terminal/io.ts'

export const COMPLETION_FLAGS: FlagTable = {}

export const COMPLETION_HELP: HelpText = {
  usage: 'stuntdouble completion bash|zsh|fish',
  about: 'Prints a script that lets your shell complete the commands and flags of stuntdouble.',
  examples: [
    ['source <(stuntdouble completion bash)', 'in ~/.bashrc'],
    ['source <(stuntdouble completion zsh)', 'in ~/.zshrc, after compinit'],
    ['stuntdouble completion fish | source', 'in ~/.config/fish/config.fish'],
  ],
}

/** What a command is known by: its line in the list, and all its flags. */
interface Completed {
  readonly about: string
  readonly flags: FlagTable
}

type Commands = Readonly<Record<string, Completed>>

const flagsOf = (command: Completed | undefined): readonly string[] =>
  Object.keys(command?.flags ?? {}).map((flag) => `--${flag}`)

const namesOf = (commands: Commands): readonly string[] => [...Object.keys(commands), 'help', 'version']

/** Bash and zsh share one function: the command is the first word, or `start` if that is a flag. */
const cases = (commands: Commands): string =>
  Object.entries(commands)
    .map(([name, command]) => `    ${name}) words="${flagsOf(command).join(' ')}" ;;`)
    .join('\n')

const bash = (commands: Commands): string => `_stuntdouble() {
  local current="\${COMP_WORDS[COMP_CWORD]}" command="\${COMP_WORDS[1]}" words
  case "$command" in
${cases(commands)}
    *) words="${[...namesOf(commands), ...flagsOf(commands.start)].join(' ')}" ;;
  esac
  [ "$COMP_CWORD" -eq 1 ] && words="${[...namesOf(commands), ...flagsOf(commands.start)].join(' ')}"
  if [[ "$current" != -* && "$COMP_CWORD" -gt 1 ]]; then COMPREPLY=($(compgen -f -- "$current")); return; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o filenames -F _stuntdouble stuntdouble
`

const zsh = (commands: Commands): string => `autoload -U +X bashcompinit && bashcompinit\n${bash(commands)}`

const quoted = (text: string): string => `'${text.replaceAll("'", "\\'")}'`

const fish = (commands: Commands): string => {
  const names = Object.entries(commands).map(
    ([name, { about }]) => `complete -c stuntdouble -n __fish_use_subcommand -a ${name} -d ${quoted(about)}`,
  )
  const flags = Object.entries(commands).flatMap(([name, command]) =>
    Object.entries(command.flags).map(
      ([flag, { about, form }]) =>
        `complete -c stuntdouble -n '__fish_seen_subcommand_from ${name}' -l ${flag}${form === undefined ? '' : ' -r'} -d ${quoted(about)}`,
    ),
  )
  return `${[...names, ...flags].join('\n')}\n`
}

const SHELLS: Readonly<Record<string, (commands: Commands) => string>> = { bash, zsh, fish }

const loaded = async (commands: Readonly<Record<string, Command>>): Promise<Commands> =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(commands).map(async ([name, { about, load }]) => {
        const flags = { ...(await allFlagsOf(await load())), ...COMMON_FLAGS }
        return [name, { about, flags }] as const
      }),
    ),
  )

/** Prints the script for one shell. Returns the exit code. */
export const completion = async (
  commands: Readonly<Record<string, Command>>,
  _values: FlagValues,
  io: Io,
  shell = '',
): Promise<number> => {
  const script = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined
  if (script === undefined) {
    throw new FlagError(
      shell === ''
        ? 'Name a shell: bash, zsh or fish.'
        : `There is no completion for ${JSON.stringify(shell)}, only for bash, zsh and fish.`,
    )
  }
  io.stdout.write(script(await loaded(commands)))
  return EXIT.ok
}
