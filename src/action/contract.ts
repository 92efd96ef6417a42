import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { contracts } from '../contracts/index.ts'
import { badgeText, reportDirOf, reporterFlags, reportIn } from './checks.ts'
import { flagsOf, inputOf, linesOf, requiredInput } from './inputs.ts'
import { type Runner, tell } from './runner.ts'

/** Inputs that are flags of `stuntdouble contract`. */
const FLAGS = ['base-url', 'tier', 'max-credits', 'profile', 'models', 'known-task', 'only', 'ledger']

/** The variable in which the command gets the key: a command line can be read by others. */
const KEY_VARIABLE = 'STUNTDOUBLE_CONTRACT_KEY'

/** What an exit code of `stuntdouble contract` means, for a badge. */
const MEANINGS: Readonly<Record<number, readonly [string, string]>> = {
  0: ['holds', 'brightgreen'],
  1: ['broken', 'red'],
  3: ['not checked', 'lightgrey'],
  4: ['money guard', 'orange'],
}

/** Checks a provider against its contract. Returns the exit code of the step: the command's. */
export const contract = async (runner: Runner): Promise<number> => {
  const { env } = runner
  const provider = requiredInput(env, 'provider', Object.keys(contracts)[0] ?? '')
  const key = requiredInput(env, 'api-key', 'a secret of the repository')
  const folder = reportDirOf(env, inputOf(env, 'report-dir'), `stuntdouble-contract-${provider}`)
  const { code } = await runner.stuntdouble(
    [
      'contract',
      provider,
      `--api-key-env=${KEY_VARIABLE}`,
      ...flagsOf(env, FLAGS),
      ...linesOf(env, 'flags'),
      ...reporterFlags(folder, ['pretty', 'github', 'json', 'junit', 'markdown']),
    ],
    { env: { ...env, 'INPUT_API-KEY': undefined, [KEY_VARIABLE]: key }, isShown: true },
  )
  const report = reportIn<{ readonly provider: string }>(folder, `contract-${provider}.json`)
  const [message, color] = MEANINGS[code] ?? ['not checked', 'lightgrey']
  const badge = join(folder, `contract-${provider}-badge.json`)
  if (report !== undefined) writeFileSync(badge, badgeText(`${report.provider} contract`, message, color))
  tell(runner, 'GITHUB_OUTPUT', {
    'exit-code': String(code),
    result: message,
    'report-dir': folder,
    badge: report === undefined ? undefined : badge,
  })
  return code
}
