import { numberText } from '../../contracts/number-text.ts'
import type { Bill } from '../../simulator/bill/bill-schema.ts'
import { bounds } from '../../simulator/bounds.ts'
import type { LogLevel, Settings } from '../../simulator/settings.ts'
import { readConfigFrom, SETTING_FLAGS } from '../config/config.ts'
import type { FlagTable, FlagValues } from '../flags/flags.ts'
import type { HelpText } from '../flags/help.ts'
import { EXIT } from '../flags/usage-error.ts'
import { aborted } from '../server/aborted.ts'
import { banner, jsonBanner } from '../server/banner.ts'
import { startDetached } from '../server/detached.ts'
import { gathered } from '../server/gathered.ts'
import { listen } from '../server/listen.ts'
import { createLog } from '../server/log.ts'
import { paintFor } from '../terminal/colours.ts'
import { type Environment, fileAt, type Io } from '../terminal/io.ts'

export const START_FLAGS: FlagTable = {
  ...SETTING_FLAGS,
  config: {
    form: 'a file',
    placeholder: 'file',
    group: 'Server',
    about: 'settings to read (default: stuntdouble.config.json or .yaml in this folder)',
  },
  detach: { group: 'Server', about: 'run in the background, once it is ready; stuntdouble stop ends it' },
  quiet: { short: 'q', group: 'Output', about: 'no line per request; the same as --log-level silent' },
  json: {
    group: 'Output',
    about: 'print what a machine reads: one JSON object per line; no log unless --log-level asks for it',
  },
}

export const START_HELP: HelpText = {
  usage: 'stuntdouble [start] [flags]',
  about:
    'Starts a local Kie.ai, EvoLink and EvoLink reseller.\n' +
    'Every flag can also be a variable (STUNTDOUBLE_PORT) or be set in stuntdouble.config.json or .yaml (port); a flag overrides a variable, a variable the file.',
  examples: [
    ['stuntdouble', 'on port 7357, until Ctrl-C'],
    ['stuntdouble --port 0 --json', 'on a free port; the first line tells a program which'],
    ['stuntdouble --clock manual --seed 7', 'time stands still until a test moves it'],
    ['stuntdouble --scenario flaky --latency 1s..3s', 'when things go wrong'],
    ['stuntdouble start --detach && npm test; stuntdouble stop', 'in CI'],
  ],
  more: [
    [
      'Bounds (docs/bounds.md says what becomes of the rest)',
      Object.values(bounds).map(({ most, of }) => `${numberText(most)} ${of}`),
    ],
  ],
}

const levelOf = (values: FlagValues, { logLevel }: Partial<Settings>): LogLevel => {
  if (values.quiet === true) return 'silent'
  return logLevel ?? (values.json === true ? 'silent' : 'info')
}

/** The flags as they were given, without those that are not for the background process. */
const againAs = (values: FlagValues): readonly string[] =>
  Object.entries(values).flatMap(([flag, value]) => {
    if (flag === 'detach' || flag === 'json') return []
    if (value === true) return [`--${flag}`]
    return [value].flat().map((text) => `--${flag}=${text}`)
  })

const detach = async (values: FlagValues, given: Partial<Settings>, io: Io): Promise<number> => {
  const { url, pid, log } = await startDetached(againAs(values), io.env, io.cwd)
  const port = new URL(url).port
  io.stdout.write(
    values.json === true
      ? `${JSON.stringify({ event: 'detached', url, pid, log })}\n`
      : `stuntdouble runs on ${url} (process ${pid}, log in ${log})\nStop it with: stuntdouble stop${given.port === undefined ? '' : ` --port ${port}`}\n`,
  )
  return EXIT.ok
}

/** Starts the simulator and keeps it running until a signal. Returns the exit code. */
export const start = async (values: FlagValues, io: Io): Promise<number> => {
  const { given, file, others } = await readConfigFrom(values, io)
  if (others.length > 0) io.stderr.write(`stuntdouble: ${file} is read, and ${others.join(', ')} is not.\n`)
  if (values.detach === true) return detach(values, given, io)
  const isJson = values.json === true
  const level = levelOf(values, given)
  const { state } = given
  const found = state === undefined ? given : { ...given, state: fileAt(io, state) }
  const log = gathered(io.stderr)
  const simulator = await listen(found, {
    ...(level === 'silent' ? {} : createLog(log, { level, isJson, env: io.env })),
    onRefusedPage: (reason) => io.stderr.write(`stuntdouble: not served: ${reason}\n`),
    onPageNote: (note) => io.stderr.write(`stuntdouble: ${note}\n`),
    onStateNote: (note) => io.stderr.write(`stuntdouble: ${note}\n`),
  })
  // The last resort: a bug must not end a test run in the middle.
  io.survive?.((error) =>
    io.stderr.write(`stuntdouble: this is a bug, please report it: ${wordsOf(error)}\n`),
  )
  io.growSlowly?.()
  // Whoever reads the ready line may send a signal at once.
  const stopped = Promise.race([aborted(io.signal), orphaned(io.env)])
  io.stdout.write(
    isJson ? jsonBanner(simulator) : banner(simulator, { paint: paintFor(io.stdout, io.env), file }),
  )
  await stopped
  const bill = simulator.bill()
  await simulator.close()
  log.flush()
  if (values.quiet !== true) io.stderr.write(billLine(bill, isJson))
  return EXIT.ok
}

/** What the run would have cost, on a line; nothing where nobody asked for anything. */
const billLine = ({ accounts, labels, ...sums }: Bill, isJson: boolean): string => {
  const { accepted, refused } = sums.creates
  if (accepted + refused === 0) return ''
  return isJson ? `${JSON.stringify({ event: 'bill', ...sums })}\n` : `stuntdouble: ${sums.text}\n`
}

const wordsOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)

/** Whether npm or npx runs this: when they are killed, they leave behind what they run. */
const isUnderNpm = (env: Environment): boolean =>
  env.npm_command !== undefined || env.npm_lifecycle_event !== undefined

/** How often to check whether npm is still running. */
const LOOK_EVERY_MS = 500

/**
 * Resolves when the npm or npx that started us has ended: killing `npx stuntdouble &` kills npx and its shell, and
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
