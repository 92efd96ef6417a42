import { setFlagsFromString } from 'node:v8'
import { readBounded } from '../../basics/read-bounded.ts'
import { EXIT } from '../flags/usage-error.ts'
import type { Io } from './io.ts'

/** The first SIGINT or SIGTERM aborts; a second one ends the process at once. */
const stopSignal = (): AbortSignal => {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(EXIT.contractBroken)
      controller.abort()
    })
  }
  return controller.signal
}

/** A reader of the output may leave (`| head -1`), or its disk may be full: that must not end the process. */
const forgiving = (stream: NodeJS.WriteStream): NodeJS.WriteStream => stream.on('error', () => undefined)

/** Left alone, the engine collects old garbage only when the heap has grown to three times what is in use. */
export const SMALL_STEPS = '--heap-growing-percent=40'

/** The streams, variables and signals of this process. */
export const processIo = (): Io => {
  let signal: AbortSignal | undefined
  return {
    stdout: forgiving(process.stdout),
    stderr: forgiving(process.stderr),
    stdin: (mostBytes) => readBounded(0, mostBytes),
    conversation: () => process.stdin,
    env: process.env,
    cwd: process.cwd(),
    // Listening changes what Ctrl-C does, so a command that never asks for the signal ends by it as usual.
    get signal() {
      signal ??= stopSignal()
      return signal
    },
    survive: (tell) => {
      process.on('uncaughtException', tell)
      process.on('unhandledRejection', tell)
    },
    growSlowly: () => setFlagsFromString(SMALL_STEPS),
  }
}
