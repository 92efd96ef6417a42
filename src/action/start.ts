import { mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contracts } from '../contracts/index.ts'
import { flagsOf, inputOf, linesOf } from './inputs.ts'
import { annotate, type Environment, type Runner, tell } from './runner.ts'

/** Inputs that are flags of `stuntdouble start`. */
const FLAGS = ['port', 'profile', 'scenario', 'models', 'seed', 'clock', 'speed', 'config']

/** The key that later steps get: any key opens an account. */
const KEY = 'stuntdouble'

const providers = Object.values(contracts)

/** Each provider's own base URL on a server, by the provider's name. */
const baseUrlsAt = (url: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    providers.map(({ name, baseUrls }) => [
      name,
      url + (Object.entries(baseUrls).find(([each]) => each === name)?.[1] ?? ''),
    ]),
  )

/** The variables that clients read. */
const variablesFor = (url: string, key: string): Readonly<Record<string, string>> => {
  const urls = baseUrlsAt(url)
  return Object.fromEntries(
    providers.flatMap(({ name, variables }) => [
      [variables.baseUrl, urls[name] ?? url],
      [variables.apiKey, key],
    ]),
  )
}

const outputsFor = (url: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(baseUrlsAt(url)).map(([name, baseUrl]) => [`${name}-base-url`, baseUrl]))

/** A folder for what is left behind, empty. */
const reportFolder = (env: Environment, url: string): string => {
  const folder =
    inputOf(env, 'report-dir') ?? join(env.RUNNER_TEMP ?? tmpdir(), `stuntdouble-${new URL(url).port}`)
  rmSync(join(folder, 'summary.md'), { force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Starts a simulator that runs on for the steps after this one. Returns the exit code of the step. */
export const start = async (runner: Runner): Promise<number> => {
  const { env, print } = runner
  const args = ['start', '--detach', '--json', ...flagsOf(env, FLAGS), ...linesOf(env, 'flags')]
  const { code, stdout, stderr } = await runner.stuntdouble(args)
  if (code !== 0) {
    annotate(runner, 'error', 'stuntdouble did not start', stderr.trim())
    return code
  }
  const { url, log } = JSON.parse(stdout.split('\n')[0] ?? '') as {
    readonly url: string
    readonly log: string
  }
  const folder = reportFolder(env, url)
  const key = inputOf(env, 'api-key') ?? KEY
  const whereabouts = { STUNTDOUBLE_URL: url, STUNTDOUBLE_REPORT_DIR: folder, STUNTDOUBLE_LOG: log }
  tell(runner, 'GITHUB_STATE', whereabouts)
  tell(runner, 'GITHUB_ENV', { ...whereabouts, ...variablesFor(url, key) })
  tell(runner, 'GITHUB_OUTPUT', { url, ...outputsFor(url), 'api-key': key, 'report-dir': folder })
  print(`stuntdouble runs on ${url}; what it saw will be in ${folder}\n`)
  for (const [name, value] of Object.entries(variablesFor(url, key))) print(`  ${name}=${value}\n`)
  return 0
}
