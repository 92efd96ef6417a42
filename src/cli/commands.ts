import type { Command } from './command.ts'

/** Every command, in the order in which help lists them. A new one is a file and a row. */
export const commands: Readonly<Record<string, Command>> = {
  start: {
    about: 'start the simulator (the default)',
    load: async () => {
      const { START_FLAGS: flags, START_HELP: help, start: run } = await import('./commands/start.ts')
      return { flags, help, run }
    },
  },
  wait: {
    about: 'wait until a simulator is ready',
    load: async () => {
      const { WAIT_FLAGS: flags, WAIT_HELP: help, wait: run } = await import('./commands/wait.ts')
      return { flags, help, run }
    },
  },
  stop: {
    about: 'stop a simulator that start --detach started',
    load: async () => {
      const { STOP_FLAGS: flags, STOP_HELP: help, stop: run } = await import('./commands/stop.ts')
      return { flags, help, run }
    },
  },
  run: {
    about: 'run a command, unchanged, with its calls brought to a simulator of its own',
    words: 'many',
    takesCommand: true,
    load: async () => {
      const { RUN_FLAGS: flags, moreFlags, RUN_HELP: help, runUnder: run } = await import('./commands/run.ts')
      return { flags, moreFlags, help, run }
    },
  },
  grade: {
    about: 'would this client pay twice? run a command through every way things fail, and judge it',
    words: 'many',
    takesCommand: true,
    load: async () => {
      const { GRADE_FLAGS: flags, GRADE_HELP: help, gradeClient: run } = await import('./commands/grade.ts')
      return { flags, help, run }
    },
  },
  scenarios: {
    about: 'list the named scenarios, and your own from the config file; or show one',
    words: 'one',
    load: async () => {
      const {
        SCENARIOS_FLAGS: flags,
        SCENARIOS_HELP: help,
        scenarios: run,
      } = await import('./commands/scenarios.ts')
      return { flags, help, run }
    },
  },
  faults: {
    about: 'list the faults: which mistake each catches, and its settings; or show one',
    words: 'one',
    load: async () => {
      const { FAULTS_FLAGS: flags, FAULTS_HELP: help, faults: run } = await import('./commands/faults.ts')
      return { flags, help, run }
    },
  },
  profiles: {
    about: 'list where the pages and the live services differ',
    load: async () => {
      const {
        PROFILES_FLAGS: flags,
        PROFILES_HELP: help,
        profiles: run,
      } = await import('./commands/profiles.ts')
      return { flags, help, run }
    },
  },
  import: {
    about: "turn a provider's documentation page into a contract",
    words: 'many',
    load: async () => {
      const {
        IMPORT_FLAGS: flags,
        IMPORT_HELP: help,
        importPages: run,
      } = await import('./commands/import.ts')
      return { flags, help, run }
    },
  },
  models: {
    about: 'list the models that are served, and the page each comes from',
    load: async () => {
      const { MODELS_FLAGS: flags, MODELS_HELP: help, models: run } = await import('./commands/models.ts')
      return { flags, help, run }
    },
  },
  contract: {
    about: 'check a provider, live or simulated, against its contract',
    words: 'one',
    load: async () => {
      const { contract: run } = await import('./commands/contract.ts')
      const { CONTRACT_FLAGS: flags, CONTRACT_HELP: help } = await import('./contract/contract-flags.ts')
      return { flags, help, run }
    },
  },
  mcp: {
    about: 'serve tools to a coding agent, by the Model Context Protocol',
    load: async () => {
      const { MCP_FLAGS: flags, MCP_HELP: help, mcp: run } = await import('./commands/mcp.ts')
      return { flags, help, run }
    },
  },
  doctor: {
    about: 'look for what commonly goes wrong on this machine',
    load: async () => {
      const { DOCTOR_FLAGS: flags, DOCTOR_HELP: help, doctor: run } = await import('./commands/doctor.ts')
      return { flags, help, run }
    },
  },
  completion: {
    about: 'print what lets bash, zsh or fish complete commands and flags',
    words: 'one',
    load: async () => {
      const {
        COMPLETION_FLAGS: flags,
        COMPLETION_HELP: help,
        completion,
      } = await import('./commands/completion.ts')
      return { flags, help, run: (values, io, word) => completion(commands, values, io, word) }
    },
  },
}
