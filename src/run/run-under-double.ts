import { isolationHere } from './isolation/allowed.ts'
import { runIsolated } from './isolation/run-isolated.ts'
import type { RunOptions, RunResult } from './options.ts'
import { ownEnvironment } from './own-environment.ts'
import { RunError } from './run-error.ts'
import { runInPlace } from './run-in-place.ts'

/**
 * Runs a command so that whatever it sends to a provider reaches a simulator of its own instead, whichever client it
 * uses and without a changed line. Everything is removed when it returns.
 *
 * @example const { exitCode, report } = await runUnderDouble(['python3', 'make_video.py'], { scenario: 'flaky', seed: 7
 * })
 *
 * @throws RunError when the request cannot be carried out: one sentence
 * @throws SettingError on a setting of the simulator that cannot be read
 */
export const runUnderDouble = async (
  command: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> => {
  if (command[0] === undefined || command[0] === '') {
    throw new RunError('There is no command to run; give one after --, as in: stuntdouble run -- npm test')
  }
  if (!options.isolate) return runInPlace(command, options)
  if (options.others === 'pass') {
    throw new RunError('--isolate lets nothing out, so it cannot be combined with --others pass.')
  }
  const isolation = (options.isolation ?? isolationHere)(options.env ?? ownEnvironment())
  if (isolation.isAllowed) return runIsolated(command, options, isolation.launcher)
  const note = `the command was not isolated: ${isolation.reason}`
  options.onNote?.(note)
  const result = await runInPlace(command, { ...options, others: 'block' })
  return { ...result, report: { ...result.report, note } }
}
