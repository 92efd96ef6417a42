import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { type GradeReport, isBroken } from './report/report.ts'

/** A ref that cannot be graded: one sentence. */
export class ProveError extends Error {
  override readonly name = 'ProveError'
}

const git = (cwd: string, ...args: readonly string[]): string => {
  try {
    return execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()
  } catch (error) {
    const { code, stderr } = error as { code?: string; stderr?: string }
    if (code === 'ENOENT') throw new ProveError('--prove takes git, which is not installed.')
    throw new ProveError(`--prove: git ${args[0]} says: ${String(stderr).trim().split('\n').at(-1)}`)
  }
}

/** Another tree of the repository, gone when disposed. */
export interface OtherTree extends Disposable {
  /** The folder in it that corresponds to the one the command runs in. */
  readonly cwd: string
}

/**
 * Checks a ref out beside the working tree, with the installed packages of the working tree.
 * @throws ProveError outside a repository, or when there is no such ref
 */
export const checkOut = (ref: string, cwd: string): OtherTree => {
  const top = git(cwd, 'rev-parse', '--show-toplevel')
  const commit = git(cwd, 'rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`)
  const parent = mkdtempSync(join(tmpdir(), 'stuntdouble-prove-'))
  const tree = join(parent, 'tree')
  const remove = (): void => {
    try {
      git(top, 'worktree', 'remove', '--force', tree)
    } catch {
      // It was never made.
    }
    rmSync(parent, { recursive: true, force: true })
  }
  try {
    git(top, 'worktree', 'add', '--detach', tree, commit)
    for (const name of ['node_modules', '.venv', 'vendor']) {
      if (existsSync(join(top, name)) && !existsSync(join(tree, name)))
        symlinkSync(join(top, name), join(tree, name))
    }
  } catch (error) {
    remove()
    throw error
  }
  return { cwd: join(tree, relative(top, cwd)), [Symbol.dispose]: remove }
}

/** What a change did, obligation by obligation. */
export interface Proof {
  readonly redToGreen: readonly string[]
  readonly greenToRed: readonly string[]
  readonly stayedRed: readonly string[]
}

/** Compares the grading of a ref with that of the working tree. */
export const proofOf = (before: GradeReport, after: GradeReport): Proof => {
  const red = ({ obligations }: GradeReport): ReadonlySet<string> =>
    new Set(obligations.filter(isBroken).map(({ id }) => id))
  const [was, is] = [red(before), red(after)]
  return {
    redToGreen: [...was].filter((id) => !is.has(id)),
    greenToRed: [...is].filter((id) => !was.has(id)),
    stayedRed: [...is].filter((id) => was.has(id)),
  }
}

/** What a person reads of a proof. */
export const proofText = (ref: string, before: GradeReport, after: GradeReport): string => {
  const { redToGreen, greenToRed, stayedRed } = proofOf(before, after)
  const lines = (title: string, ids: readonly string[]): readonly string[] =>
    ids.map((id, index) => `  ${(index === 0 ? title : '').padEnd(14)}${id}`)
  return [
    `${ref}: grade ${before.grade ?? 'none'}; working tree: grade ${after.grade ?? 'none'}`,
    ...lines('red → green', redToGreen),
    ...lines('green → red', greenToRed),
    ...lines('stayed red', stayedRed),
    ...(redToGreen.length + greenToRed.length === 0 ? ['  nothing changed its colour'] : []),
    '',
  ].join('\n')
}
