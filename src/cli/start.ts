import { SettingError } from '../simulator/setting.ts'
import type { Settings } from '../simulator/settings.ts'
import { type Simulator, startSimulator } from '../simulator/start-simulator.ts'
import { banner, jsonBanner } from './banner.ts'
import { readConfig, SETTING_FLAGS } from './config.ts'
import { type FlagTable, type FlagValues, helpText } from './flags.ts'
import type { Environment, Io } from './io.ts'
import { createLog } from './log.ts'
import { EXIT, UsageError } from './usage-error.ts'

export const START_FLAGS: FlagTable = {
  ...SETTING_FLAGS,
  config: {
    form: 'a file',
    about: 'settings to read (default: stuntdouble.config.json or .yaml in this folder)',
  },
  json: { about: 'print what a machine reads: one JSON object per line' },
}

export const startHelp = (): string =>
  helpText(
    'Usage: stuntdouble [start] [flags]',
    'Starts a local Kie.ai, EvoLink and EvoLink reseller.\n' +
      'Every flag can also be a variable (STUNTDOUBLE_PORT) or be set in stuntdouble.config.json or .yaml (port);\n' +
      'a flag comes before a variable, a variable before the file.',
    START_FLAGS,
  )

/** Starts the simulator and keeps it running until a signal. Returns the exit code. */
export const start = async (values: FlagValues, io: Io): Promise<number> => {
  const given = await readConfig(values, io)
  const isJson = values.json === true
  const level = given.logLevel ?? 'silent'
  const simulator = await listen(given, {
    ...(level === 'silent' ? {} : { onExchange: createLog(level, isJson, io.stderr) }),
    onRefusedPage: (reason) => io.stderr.write(`stuntdouble: not served: ${reason}\n`),
    onPageNote: (note) => io.stderr.write(`stuntdouble: ${note}\n`),
  })
  // Whoever reads the ready line may send a signal at once.
  const stopped = Promise.race([aborted(io.signal), orphaned(io.env)])
  io.stdout.write(isJson ? jsonBanner(simulator) : banner(simulator))
  await stopped
  await simulator.close()
  return EXIT.ok
}

const listen = async (
  given: Partial<Settings>,
  observers: Parameters<typeof startSimulator>[1],
): Promise<Simulator> => {
  try {
    return await startSimulator(given, observers)
  } catch (error) {
    if (error instanceof SettingError) throw new UsageError(error.message)
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    const why = code === 'EADDRINUSE' ? 'it is in use; stop what listens there, or pass --port 0' : code
    throw new UsageError(`Cannot listen on ${given.host ?? '127.0.0.1'}, port ${given.port ?? 7357}: ${why}.`)
  }
}

/** Whether npm or npx runs this, which leaves what it runs behind when it is killed. */
const isUnderNpm = (env: Environment): boolean =>
  env.npm_command !== undefined || env.npm_lifecycle_event !== undefined

/** How often to look whether npm is still there. */
const LOOK_EVERY_MS = 500

/**
 * Resolves when npm or npx, which started us, is gone: whoever kills `npx stuntdouble &` kills npx and its shell, and
 * without this the port would stay taken.
 */
const orphaned = (env: Environment): Promise<void> =>
  new Promise((resolve) => {
    if (!isUnderNpm(env)) return
    const parent = process.ppid
    const timer = setInterval(() => {
      if (process.ppid === parent) return
      clearInterval(timer)
      resolve()
    }, LOOK_EVERY_MS)
    timer.unref()
  })

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
