import { isProcessAlive, isSameProcess } from '../../basics/process-alive.ts'
import type { FlagTable, FlagValues } from '../flags/flags.ts'
import type { HelpText } from '../flags/help.ts'
import { EXIT } from '../flags/usage-error.ts'
import { detachedOn, forgetDetached } from '../server/detached.ts'
import { probe } from '../server/probe.ts'
import type { Io } from '../terminal/io.ts'
import { PORT_FLAG, portIn } from './wait.ts'

export const STOP_FLAGS: FlagTable = { ...PORT_FLAG }

export const STOP_HELP: HelpText = {
  usage: 'stuntdouble stop [flags]',
  about: 'Stops a simulator that stuntdouble start --detach started, and waits until it has ended.',
  examples: [['stuntdouble stop --port 7400', 'stops the one on that port']],
}

const LOOK_EVERY_MS = 50
const LONGEST_LOOKS = 400

const ended = async (pid: number): Promise<boolean> => {
  for (let look = 0; look < LONGEST_LOOKS; look += 1) {
    if (!isProcessAlive(pid)) return true
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
  return false
}

/** Stops a detached simulator. Returns the exit code. */
export const stop = async (values: FlagValues, io: Io): Promise<number> => {
  const port = portIn(values, io)
  const detached = detachedOn(port)
  // Process ids are reused: this one must be as old as it was, and still respond.
  const isOurs =
    detached !== undefined &&
    isSameProcess(detached.pid, detached.started) &&
    (await probe(detached.url)) === 'stuntdouble'
  forgetDetached(port)
  if (!isOurs) {
    io.stderr.write(
      `stuntdouble: no detached simulator runs on port ${port}; one in a terminal is stopped by Ctrl-C.\n`,
    )
    return EXIT.couldNotCheck
  }
  process.kill(detached.pid, 'SIGTERM')
  if (!(await ended(detached.pid))) {
    io.stderr.write(`stuntdouble: the process ${detached.pid} has not ended within 20 s.\n`)
    return EXIT.couldNotCheck
  }
  io.stdout.write(`stopped ${detached.url}\n`)
  return EXIT.ok
}
