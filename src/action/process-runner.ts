import { spawn } from 'node:child_process'
import type { Ended, Runner } from './runner.ts'

/** Documented: a job that is cancelled sends its step SIGINT, 7.5 s later SIGTERM, and kills it after 2.5 s more. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/** The exit code of a command that a signal ended: what a shell makes of it for SIGTERM. */
const ENDED_BY_SIGNAL = 143

/**
 * The runner of the step that this process is.
 * @param command the built command, beside the entries of the actions
 */
export const processRunner = (command: string): Runner => ({
  env: process.env,
  print: (text) => void process.stdout.write(text),
  stuntdouble: (args, { env = process.env, isShown = false } = {}) =>
    new Promise<Ended>((resolve, reject) => {
      const written = { stdout: '', stderr: '' }
      const child = spawn(process.execPath, [command, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
      for (const name of ['stdout', 'stderr'] as const) {
        child[name].setEncoding('utf8').on('data', (text: string) => {
          written[name] += text
          if (isShown) process.stdout.write(text)
        })
      }
      const forward = (signal: NodeJS.Signals): void => void child.kill(signal)
      for (const signal of SIGNALS) process.on(signal, forward)
      child.on('error', reject)
      child.on('close', (code) => {
        for (const signal of SIGNALS) process.off(signal, forward)
        resolve({ code: code ?? ENDED_BY_SIGNAL, ...written })
      })
    }),
})
