import { accessSync, constants, existsSync, statSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { RunError } from '../../run/run-error.ts'
import { runUnderDouble } from '../../run/run-under-double.ts'
import { mayHoldSettings } from '../config/config-place.ts'
import type { FlagTable, FlagValues } from '../flags/flags.ts'
import type { HelpText } from '../flags/help.ts'
import type { RunSettings } from '../flags/run-settings.ts'
import { UsageError } from '../flags/usage-error.ts'
import { fileAt, type Io, type SettingSources } from '../terminal/io.ts'

export const RUN_FLAGS: FlagTable = {
  host: {
    form: 'the name of a host',
    placeholder: 'host',
    about: "a further host to stand in for, besides the providers' own",
    repeatable: true,
  },
  others: {
    form: 'pass or block',
    placeholder: 'what',
    about: 'what to do with all other hosts: let them through untouched, or refuse them',
    byDefault: 'pass',
  },
  isolate: {
    about: 'Linux: run the command where nothing but the double can be reached, whatever client it uses',
  },
  report: {
    form: 'a file',
    placeholder: 'file',
    about: 'write what happened as JSON, by schemas/run-report.schema.json',
  },
  quiet: { about: 'print no summary at the end' },
  'serve-tls': {
    about: 'run no command: serve the hosts over TLS until a signal, for containers and browsers',
  },
  'tls-port': {
    form: 'a port from 0 to 65535',
    placeholder: 'port',
    about: 'where --serve-tls listens',
    byDefault: '443',
  },
  listen: {
    form: 'an address',
    placeholder: 'address',
    about: 'where --serve-tls listens',
    byDefault: '127.0.0.1',
  },
  'ca-out': {
    form: 'a file',
    placeholder: 'file',
    about: 'with --serve-tls: write the certificate that clients have to trust',
  },
  port: {
    form: 'a port from 0 to 65535',
    placeholder: 'port',
    about: 'where the simulator itself listens (default: a free one)',
  },
  config: {
    form: 'a file',
    placeholder: 'file',
    about: 'settings to read (default: stuntdouble.config.json or .yaml in this folder)',
  },
}

/** The simulator's: all its settings are loaded for them. */
export const moreFlags = async (): Promise<FlagTable> => (await import('../config/config.ts')).SIMULATOR_FLAGS

export const RUN_HELP: HelpText = {
  usage: 'stuntdouble run [flags] -- <command>',
  about:
    'Runs any command, unchanged, against a simulator of its own: its calls to the providers come here, whichever language ' +
    "and client it uses. The exit code is the command's own. docs/run.md lists what was tested.",
  examples: [
    ['stuntdouble run -- npm test', 'whatever the tests call'],
    ['stuntdouble run --scenario flaky --seed 7 -- python3 make_video.py', 'when things go wrong'],
    ['stuntdouble run --isolate -- ./app', 'Linux: nothing but the double can be reached'],
  ],
}

/** A file that can be written once the run is over. @throws UsageError when it cannot */
const writable = (named: string | undefined, flag: string, place: SettingSources): string | undefined => {
  if (named === undefined) return undefined
  const path = fileAt(place, named)
  const folder = dirname(resolve(path))
  const refuse = (why: string): never => {
    throw new UsageError(`--${flag} cannot be written to ${JSON.stringify(named)}: ${why}.`)
  }
  if (existsSync(path) && statSync(path).isDirectory()) refuse('it is a folder')
  if (!existsSync(folder)) refuse('its folder does not exist')
  try {
    accessSync(existsSync(path) ? path : folder, constants.W_OK)
  } catch {
    refuse('there is no permission')
  }
  return path
}

const FOR_TLS = ['tls-port', 'listen', 'ca-out'] as const
const FOR_COMMANDS = ['report', 'isolate', 'quiet'] as const

const checkCombination = (values: FlagValues, command: readonly string[]): void => {
  const servesTls = values['serve-tls'] === true
  const idle = (servesTls ? FOR_COMMANDS : FOR_TLS).find((flag) => values[flag] !== undefined)
  if (idle !== undefined) {
    throw new UsageError(
      servesTls
        ? `--${idle} means nothing with --serve-tls.`
        : `--${idle} means nothing without --serve-tls.`,
    )
  }
  if (servesTls && command.length > 0) {
    throw new UsageError('--serve-tls runs no command; leave out -- and what follows it.')
  }
}

const NOTHING_TOLD: RunSettings = { port: 0, tlsPort: 443, others: undefined, settings: {} }

/** Flags that say nothing about the simulator, and whose values are taken as they are. */
const TAKEN_AS_THEY_ARE = ['command', 'host', 'isolate', 'report', 'quiet', 'serve-tls', 'listen', 'ca-out']

/** The command waits for what is loaded here, so settings are only where there may be any. */
const settingsOf = async (values: FlagValues, io: Io): Promise<RunSettings> =>
  Object.keys(values).every((name) => TAKEN_AS_THEY_ARE.includes(name)) && !mayHoldSettings(io)
    ? NOTHING_TOLD
    : (await import('../flags/run-settings.ts')).readRunSettings(values, io)

const text = (value: FlagValues[string] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined

/** Runs a command, or serves the hosts over TLS. Returns the exit code. */
export const runUnder = async ({ words, ...values }: FlagValues, io: Io): Promise<number> => {
  const command = Array.isArray(values.command) ? (values.command as readonly string[]) : []
  if (Array.isArray(words)) {
    throw new UsageError(`The command goes after --, as in: stuntdouble run -- ${words.join(' ')}`)
  }
  checkCombination(values, command)
  const hosts = values.host as readonly string[] | undefined
  const reportFile = writable(text(values.report), 'report', io)
  const caFile = writable(text(values['ca-out']), 'ca-out', io)
  const { port, tlsPort, others, settings } = await settingsOf(values, io)
  const shared = { ...settings, port, ...(hosts && { hosts }) }
  return orUsageError(port, async () => {
    if (values['serve-tls'] === true) {
      const { serveTls } = await import('../server/serve-tls.ts')
      return serveTls(io, shared, { port: tlsPort, address: text(values.listen) ?? '127.0.0.1', caFile })
    }
    const result = await runUnderDouble(command, {
      ...shared,
      ...(others && { others }),
      isolate: values.isolate === true,
      env: io.env,
      cwd: io.cwd,
      output: 'inherit',
      forwardsSignals: true,
      onNote: (note) => io.stderr.write(`stuntdouble: ${note}\n`),
    })
    if (values.quiet !== true)
      io.stderr.write((await import('../../run/report.ts')).reportText(result.report))
    if (reportFile !== undefined) writeFileSync(reportFile, `${JSON.stringify(result.report, null, 2)}\n`)
    return result.exitCode
  })
}

/** A mistake that the user can correct, as one sentence. */
const orUsageError = async (port: number, work: () => Promise<number>): Promise<number> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof RunError || (error as Error).name === 'SettingError') {
      throw new UsageError((error as Error).message)
    }
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') {
      throw new UsageError(`--port ${port} is in use; stop what listens there, or leave --port out.`)
    }
    if (code === 'EACCES') throw new UsageError(`--port ${port} needs more rights; leave --port out.`)
    throw error
  }
}
