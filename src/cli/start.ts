import { SettingError, type Settings } from '../simulator/settings.ts'
import { type Simulator, startSimulator } from '../simulator/start-simulator.ts'
import { banner, jsonBanner } from './banner.ts'
import { isUnderNpm, readConfig, SETTING_FLAGS } from './config.ts'
import { type FlagTable, type FlagValues, helpText } from './flags.ts'
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
      'Every flag can also be a variable (STUNTDOUBLE_PORT) or stand in stuntdouble.config.json or .yaml (port);\n' +
      'a flag comes before a variable, a variable before the file.',
    START_FLAGS,
  )

/** Starts the simulator and keeps it running until a signal. Answers the exit code. */
export const start = async (values: FlagValues): Promise<number> => {
  const given = await readConfig(values)
  const isJson = values.json === true
  const level = given.logLevel ?? 'silent'
  const simulator = await listen(given, {
    ...(level === 'silent' ? {} : { onExchange: createLog(level, isJson) }),
    onRefusedPage: (reason) => process.stderr.write(`stuntdouble: not served: ${reason}\n`),
    onPageNote: (note) => process.stderr.write(`stuntdouble: ${note}\n`),
  })
  // Whoever reads the ready line may send a signal at once.
  const stopped = Promise.race([stopSignal(), orphaned()])
  process.stdout.write(isJson ? jsonBanner(simulator) : banner(simulator))
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

/** How often to look whether npm is still there. */
const LOOK_EVERY_MS = 500

/**
 * Resolves when npm or npx, which started us, is gone: whoever kills `npx stuntdouble &` kills npx and its shell, and
 * without this the port would stay taken.
 */
const orphaned = (): Promise<void> =>
  new Promise((resolve) => {
    if (!isUnderNpm()) return
    const parent = process.ppid
    const timer = setInterval(() => {
      if (process.ppid === parent) return
      clearInterval(timer)
      resolve()
    }, LOOK_EVERY_MS)
    timer.unref()
  })

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    let isStopping = false
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (isStopping) process.exit(EXIT.contractBroken)
        isStopping = true
        resolve()
      })
    }
  })
