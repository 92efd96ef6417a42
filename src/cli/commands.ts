import type { Command } from './command.ts'
import { COMPLETION_FLAGS, COMPLETION_HELP, completion } from './completion.ts'
import { contract } from './contract.ts'
import { CONTRACT_FLAGS, CONTRACT_HELP } from './contract-flags.ts'
import { DOCTOR_FLAGS, DOCTOR_HELP, doctor } from './doctor.ts'
import { FAULTS_FLAGS, FAULTS_HELP, faults } from './faults.ts'
import { GRADE_FLAGS, GRADE_HELP, gradeClient } from './grade.ts'
import { IMPORT_FLAGS, IMPORT_HELP, importPages } from './import.ts'
import { MCP_FLAGS, MCP_HELP, mcp } from './mcp.ts'
import { MODELS_FLAGS, MODELS_HELP, models } from './models.ts'
import { PROFILES_FLAGS, PROFILES_HELP, profiles } from './profiles.ts'
import { RUN_FLAGS, RUN_HELP, runUnder } from './run.ts'
import { SCENARIOS_FLAGS, SCENARIOS_HELP, scenarios } from './scenarios.ts'
import { START_FLAGS, START_HELP, start } from './start.ts'
import { STOP_FLAGS, STOP_HELP, stop } from './stop.ts'
import { WAIT_FLAGS, WAIT_HELP, wait } from './wait.ts'

/** Every command, in the order in which help lists them. A new one is a file and a row. */
export const commands: Readonly<Record<string, Command>> = {
  start: { about: 'start the simulator (the default)', flags: START_FLAGS, help: START_HELP, run: start },
  wait: { about: 'wait until a simulator is ready', flags: WAIT_FLAGS, help: WAIT_HELP, run: wait },
  stop: {
    about: 'stop a simulator that start --detach started',
    flags: STOP_FLAGS,
    help: STOP_HELP,
    run: stop,
  },
  run: {
    about: 'run a command, unchanged, with its calls brought to a simulator of its own',
    flags: RUN_FLAGS,
    help: RUN_HELP,
    words: 'many',
    takesCommand: true,
    run: runUnder,
  },
  grade: {
    about: 'would this client pay twice? run a command through every way things fail, and judge it',
    flags: GRADE_FLAGS,
    help: GRADE_HELP,
    words: 'many',
    takesCommand: true,
    run: gradeClient,
  },
  scenarios: {
    about: 'list the named scenarios, and your own from the config file; or show one',
    flags: SCENARIOS_FLAGS,
    help: SCENARIOS_HELP,
    words: 'one',
    run: scenarios,
  },
  faults: {
    about: 'list the faults: which mistake each catches, and its settings; or show one',
    flags: FAULTS_FLAGS,
    help: FAULTS_HELP,
    words: 'one',
    run: faults,
  },
  profiles: {
    about: 'list where the pages and the live services differ',
    flags: PROFILES_FLAGS,
    help: PROFILES_HELP,
    run: profiles,
  },
  import: {
    about: "turn a provider's documentation page into a contract",
    flags: IMPORT_FLAGS,
    help: IMPORT_HELP,
    words: 'many',
    run: importPages,
  },
  models: {
    about: 'list the models that are served, and the page each comes from',
    flags: MODELS_FLAGS,
    help: MODELS_HELP,
    run: models,
  },
  contract: {
    about: 'check a provider, live or simulated, against its contract',
    flags: CONTRACT_FLAGS,
    help: CONTRACT_HELP,
    words: 'one',
    run: contract,
  },
  mcp: {
    about: 'serve tools to a coding agent, by the Model Context Protocol',
    flags: MCP_FLAGS,
    help: MCP_HELP,
    run: mcp,
  },
  doctor: {
    about: 'look for what commonly goes wrong on this machine',
    flags: DOCTOR_FLAGS,
    help: DOCTOR_HELP,
    run: doctor,
  },
  completion: {
    about: 'print what lets bash, zsh or fish complete commands and flags',
    flags: COMPLETION_FLAGS,
    help: COMPLETION_HELP,
    words: 'one',
    run: (values, io, word) => completion(commands, values, io, word),
  },
}
