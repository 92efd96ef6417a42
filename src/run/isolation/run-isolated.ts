import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { forwardSignals } from '../command.ts'
import type { RunOptions, RunResult } from '../options.ts'
import { ownEnvironment } from '../own-environment.ts'
import { RunError } from '../run-error.ts'
import { systemPath } from './allowed.ts'
import type { FromInside, ToInside } from './messages.ts'

/** The built program for inside; a checkout has it once it has been built. */
const insideProgram = (start: string = dirname(fileURLToPath(import.meta.url))): string => {
  for (const path of [join(start, 'run-inside.js'), join(start, 'dist/run-inside.js')]) {
    if (existsSync(path)) return path
  }
  const parent = dirname(start)
  if (parent === start)
    throw new Error('dist/run-inside.js is missing: build the package, or install it again.')
  return insideProgram(parent)
}

/**
 * Runs a command, and its own double, in namespaces that nothing can leave.
 * @param launcher the command that makes them
 */
export const runIsolated = (
  command: readonly string[],
  { abort, isolate: _, onNote: __, isolation: ___, forwardsSignals, ...options }: RunOptions,
  launcher: readonly string[],
): Promise<RunResult> =>
  new Promise((resolve, reject) => {
    const [program = '', ...args] = launcher
    const own = ownEnvironment()
    const env = options.env ?? own
    const child = spawn(program, [...args, process.execPath, insideProgram()], {
      // Not the command's environment: the first process is ours.
      env: { PATH: systemPath(own), ...(own.TMPDIR && { TMPDIR: own.TMPDIR }) },
      stdio: [
        ...(options.output === 'inherit'
          ? (['inherit', 'inherit'] as const)
          : (['ignore', 'ignore'] as const)),
        'inherit',
        'ipc',
      ],
      ...(abort && { signal: abort }),
    })
    const tell = (message: ToInside): void => void child.send(message)
    const stop = forwardsSignals
      ? forwardSignals((signal) => tell({ kind: 'signal', signal }))
      : () => undefined
    let answer: FromInside | undefined
    child.on('message', (message: FromInside) => {
      answer = message
    })
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      stop()
      if (answer?.kind === 'ended') resolve(answer.result)
      else if (answer?.kind === 'failed' && answer.isExpected) reject(new RunError(answer.message))
      else
        reject(
          new Error(answer?.message ?? `The namespaces ended before the command did (${signal ?? code}).`),
        )
    })
    tell({ kind: 'run', command, options: { ...options, env, cwd: options.cwd ?? process.cwd() } })
  })
