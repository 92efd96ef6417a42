import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { evidenceOf } from './evidence.ts'
import { switchOf } from './inputs.ts'
import { annotate, type Environment, type Runner, summarize } from './runner.ts'
import { summaryOf } from './summary.ts'

interface Whereabouts {
  readonly url: string
  readonly folder: string
  readonly log: string | undefined
}

/** Where the simulator is: told by the start to its own `post:` part, and to every later step. */
const whereaboutsIn = (env: Environment): Whereabouts | undefined => {
  const told = (name: string): string | undefined => env[`STATE_${name}`] ?? env[name]
  const url = told('STUNTDOUBLE_URL')
  const folder = told('STUNTDOUBLE_REPORT_DIR')
  return url && folder ? { url, folder, log: told('STUNTDOUBLE_LOG') } : undefined
}

const LAST_LINES = 30

const lastLinesOf = (log: string | undefined): string => {
  if (log === undefined || !existsSync(log)) return 'Its log is gone.'
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-LAST_LINES).join('\n')
}

/** The simulator is gone, or says nothing: that is a warning, and does not fail a job that passed. */
const tellThatItIsGone = (runner: Runner, { url, folder, log }: Whereabouts, error: unknown): void => {
  const why = `The simulator on ${url} did not say what it saw: ${error instanceof Error ? error.message : error}.`
  const text = `## stuntdouble: no report\n\n${why}\n\n\`\`\`text\n${lastLinesOf(log)}\n\`\`\`\n`
  annotate(runner, 'warning', 'stuntdouble ended before the job did', why)
  writeFileSync(join(folder, 'summary.md'), text)
  summarize(runner, text)
}

/** Returns whether something was paid for twice. */
const report = async (runner: Runner, { url, folder, log }: Whereabouts): Promise<boolean> => {
  const evidence = await evidenceOf(url, runner.env.STUNTDOUBLE_CONTROL_TOKEN)
  const summary = summaryOf(evidence)
  for (const [name, text] of Object.entries({ ...evidence.files, 'summary.md': summary }))
    writeFileSync(join(folder, name), text)
  if (log !== undefined && existsSync(log)) writeFileSync(join(folder, 'stuntdouble.log'), readFileSync(log))
  summarize(runner, summary)
  runner.print(`stuntdouble: ${evidence.bill.text}\nIts journal is in ${folder}\n`)
  return evidence.bill.paidTwice > 0
}

/**
 * Writes what the simulator saw into the summary of the job and into files, and stops it. Does nothing the second time.
 * Returns the exit code: 1 if something was paid for twice and the input `fail-when-paid-twice` is true.
 */
export const finish = async (runner: Runner): Promise<number> => {
  const found = whereaboutsIn(runner.env)
  if (found === undefined || existsSync(join(found.folder, 'summary.md'))) return 0
  const isFailing = switchOf(runner.env, 'fail-when-paid-twice')
  mkdirSync(found.folder, { recursive: true })
  let isPaidTwice = false
  try {
    isPaidTwice = await report(runner, found)
  } catch (error) {
    tellThatItIsGone(runner, found, error)
  }
  await runner.stuntdouble(['stop', '--port', new URL(found.url).port])
  if (!isPaidTwice) return 0
  annotate(
    runner,
    isFailing ? 'error' : 'warning',
    'Paid twice',
    'One video was paid for twice; see the summary.',
  )
  return isFailing ? 1 : 0
}
