import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'

/**
 * Plays the runner of GitHub Actions, as far as actions can tell: inputs with their defaults, the environment files,
 * `post:` in reverse order whatever became of the job, and SIGINT for the step under way when the job is cancelled.
 * Documented: docs.github.com, "Metadata syntax", "Workflow commands", "Workflow cancellation reference".
 */

interface Metadata {
  readonly inputs?: Readonly<Record<string, { readonly default?: string; readonly required?: boolean }>>
  readonly outputs?: Readonly<Record<string, unknown>>
  readonly runs: { readonly using: string; readonly main: string; readonly post?: string }
}

export const metadataOf = (action: string): Metadata =>
  parse(readFileSync(join(action, 'action.yml'), 'utf8')) as Metadata

export interface Step {
  readonly uses?: string
  readonly with?: Readonly<Record<string, string>>
  /** What a `run:` step does with its variables; throwing fails the job. */
  readonly run?: (env: Readonly<Record<string, string>>) => unknown
  /** `if: always()`: this step runs after a failure too. */
  readonly isAlways?: boolean
  /** The job is cancelled when this happens while the step runs. */
  readonly cancelledBy?: Promise<unknown>
}

export interface Job {
  readonly conclusion: 'success' | 'failure' | 'cancelled'
  readonly env: Readonly<Record<string, string>>
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  readonly log: string
}

/** What an environment file sets. */
const read = (file: string): Readonly<Record<string, string>> => {
  const text = readFileSync(file, 'utf8')
  const found = [...text.matchAll(/^(\S+)<<(\S+)\n([\s\S]*?)\n\2$/gm)]
  return Object.fromEntries(found.map(([, name, , value]) => [name, value]))
}

const inputsOf = (metadata: Metadata, given: Step['with'] = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(metadata.inputs ?? {}).map(([name, { default: byDefault = '' }]) => [
      `INPUT_${name.toUpperCase()}`,
      given[name] ?? byDefault,
    ]),
  )

export const playJob = async (steps: readonly Step[]): Promise<Job> => {
  const temp = mkdtempSync(join(tmpdir(), 'stuntdouble-job-'))
  const at = (name: string): string => join(temp, name)
  const files = { GITHUB_ENV: at('env'), GITHUB_OUTPUT: at('output'), GITHUB_STATE: at('state') }
  const summary = at('summary')
  let env: Record<string, string> = { PATH: process.env.PATH ?? '', RUNNER_TEMP: temp, CI: 'true' }
  let outputs: Record<string, string> = {}
  let conclusion: Job['conclusion'] = 'success'
  let log = ''
  const posts: (() => Promise<void>)[] = []
  writeFileSync(summary, '')

  const launch = async (
    script: string,
    more: Record<string, string>,
    cancelledBy?: Promise<unknown>,
  ): Promise<void> => {
    for (const file of Object.values(files)) writeFileSync(file, '')
    const child = spawn(process.execPath, [script], {
      env: { ...env, ...more, ...files, GITHUB_STEP_SUMMARY: summary },
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        log += chunk
      })
    }
    void cancelledBy?.then(() => {
      conclusion = 'cancelled'
      child.kill('SIGINT')
      // The runner gives a step 7.5 s before it asks again.
      setTimeout(() => child.kill('SIGTERM'), 200)
    })
    const code = await new Promise((done) => child.on('close', done))
    env = { ...env, ...read(files.GITHUB_ENV) }
    outputs = { ...outputs, ...read(files.GITHUB_OUTPUT) }
    if (code !== 0 && conclusion === 'success') conclusion = 'failure'
  }

  const perform = async ({ uses, with: given, run, cancelledBy }: Step): Promise<void> => {
    if (uses === undefined) {
      try {
        await run?.(env)
      } catch {
        conclusion = 'failure'
      }
      return
    }
    const metadata = metadataOf(uses)
    const inputs = inputsOf(metadata, given)
    await launch(resolve(uses, metadata.runs.main), inputs, cancelledBy)
    const state = Object.entries(read(files.GITHUB_STATE)).map(([name, value]) => [`STATE_${name}`, value])
    const { post } = metadata.runs
    if (post !== undefined)
      posts.unshift(() => launch(resolve(uses, post), { ...inputs, ...Object.fromEntries(state) }))
  }

  try {
    for (const step of steps) if (conclusion === 'success' || step.isAlways) await perform(step)
    for (const post of posts) await post()
    return { conclusion, env, outputs, summary: readFileSync(summary, 'utf8'), log }
  } finally {
    rmSync(temp, { recursive: true, force: true })
  }
}
