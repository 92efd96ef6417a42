import { join } from 'node:path'
import { reportDirOf, reporterFlags, reportIn } from './checks.ts'
import { flagsOf, InputError, inputOf, linesOf } from './inputs.ts'
import { type Runner, tell } from './runner.ts'

/** Inputs that are flags of `stuntdouble grade`. */
const FLAGS = ['provider', 'profile', 'deadline', 'jobs', 'seed', 'only', 'name', 'baseline', 'receiver']

/** A command line of the user, run by the shell that steps of GitHub Actions have on every system. */
const commandOf = (line: string): readonly string[] => ['--', 'bash', '-c', line]

/** Grades a client or a receiver. Returns the exit code of the step: the command's. */
export const grade = async (runner: Runner): Promise<number> => {
  const { env } = runner
  const [line, receiver] = [inputOf(env, 'command'), inputOf(env, 'receiver')]
  if (line === undefined && receiver === undefined)
    throw new InputError('The input command is missing, for example "command: node make-video.js".')
  const folder = reportDirOf(env, inputOf(env, 'report-dir'), 'stuntdouble-grade')
  const named = inputOf(env, 'name') === undefined && line !== undefined ? [`--name=${line}`] : []
  const { code } = await runner.stuntdouble(
    [
      'grade',
      ...flagsOf(env, FLAGS),
      ...named,
      ...linesOf(env, 'flags'),
      ...reporterFlags(folder, ['card', 'github', 'json', 'junit', 'badge']),
      ...(line === undefined ? [] : commandOf(line)),
    ],
    { isShown: true },
  )
  const report = reportIn<{ readonly grade: string | null }>(folder, 'grade.json')
  tell(runner, 'GITHUB_OUTPUT', {
    'exit-code': String(code),
    grade: report === undefined ? undefined : (report.grade ?? 'partial'),
    'report-dir': folder,
    badge: report === undefined ? undefined : join(folder, 'grade-badge.json'),
  })
  return code
}
