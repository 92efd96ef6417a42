/**
 * A thread that runs examples one after the other, as their users run them, and says how each ended. Nobody waits for a
 * poll or a retry: shorter timers fire at once and the time they would have taken has passed.
 */
import { parentPort } from 'node:worker_threads'

/** Time limits stay as they are: of a request, of connecting, and the tick by which undici looks after its own; ms. */
const LIMITS_MS = [60_000, 10_000, 499]

const { setTimeout: later } = globalThis
const { now } = Date
let skippedMs = 0
Date.now = () => now() + skippedMs
globalThis.setTimeout = (run, ms = 0, ...rest) => {
  if (LIMITS_MS.includes(ms)) return later(run, ms, ...rest)
  const skip = () => {
    skippedMs += ms
    run(...rest)
  }
  return later(skip, 1)
}

let runs = 0
let said = []
for (const name of ['log', 'warn', 'error'])
  console[name] = (...words) => void said.push(words.map(String).join(' '))

/** What node would print a stack trace of. */
let thrown
const note = (error) => {
  thrown ??= String(error?.stack ?? error)
}
process.on('unhandledRejection', note)
process.on('uncaughtException', note)

parentPort?.on('message', async ({ file, key, to }) => {
  Object.assign(process.env, { KIE_API_KEY: key, EVOLINK_API_KEY: key })
  process.argv.splice(2, Infinity, 'a cat', to)
  said = []
  thrown = undefined
  process.exitCode = 0
  // With its own address each time: a module runs once.
  runs += 1
  await import(`file://${file}?${runs}`).catch(note)
  parentPort?.postMessage({ said: said.join('\n'), thrown, exitCode: process.exitCode })
})
