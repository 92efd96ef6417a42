import type { Command } from './command.ts'
import { COMMON_FLAGS, type FlagTable, type FlagValues } from './flags.ts'
import type { HelpText } from './help.ts'
import type { Io } from './io.ts'
import { EXIT, FlagError } from './usage-error.ts'

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

type Commands = Readonly<Record<string, Command>>

const flagsOf = ({ flags }: Command): readonly string[] =>
  Object.keys({ ...flags, ...COMMON_FLAGS }).map((flag) => `--${flag}`)

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
    *) words="${[...namesOf(commands), ...flagsOf(commands.start as Command)].join(' ')}" ;;
  esac
  [ "$COMP_CWORD" -eq 1 ] && words="${[...namesOf(commands), ...flagsOf(commands.start as Command)].join(' ')}"
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
    Object.entries({ ...command.flags, ...COMMON_FLAGS }).map(
      ([flag, { about, form }]) =>
        `complete -c stuntdouble -n '__fish_seen_subcommand_from ${name}' -l ${flag}${form === undefined ? '' : ' -r'} -d ${quoted(about)}`,
    ),
  )
  return `${[...names, ...flags].join('\n')}\n`
}

const SHELLS: Readonly<Record<string, (commands: Commands) => string>> = { bash, zsh, fish }

/** Prints the script for one shell. Returns the exit code. */
export const completion = (commands: Commands, _values: FlagValues, io: Io, shell = ''): number => {
  const script = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined
  if (script === undefined) {
    throw new FlagError(
      shell === ''
        ? 'Name a shell: bash, zsh or fish.'
        : `There is no completion for ${JSON.stringify(shell)}, only for bash, zsh and fish.`,
    )
  }
  io.stdout.write(script(commands))
  return EXIT.ok
}
