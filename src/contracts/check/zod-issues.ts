import type { core } from 'zod'
import { valueAt } from '../place.ts'
import { type Misfit, meantAlternatives } from './meant.ts'

type Issue = core.$ZodIssue

const kindOf = ({ code, path }: Issue, body: unknown): Misfit['kind'] => {
  if (valueAt(body, path) === undefined) return 'missing'
  if (code === 'invalid_type') return 'type'
  return code === 'invalid_value' ? 'choice' : 'other'
}

/**
 * The simple issues behind one of zod's. Those of a union are the ones of the alternative that was meant; of several,
 * if nothing tells these apart. Their paths begin at the top of the body.
 */
export const simpleIssues = (issue: Issue, body: unknown): readonly Issue[] => {
  if (issue.code !== 'invalid_union') return [issue]
  const alternatives = issue.errors.map((issues) => ({
    problems: issues
      .map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))
      .flatMap((inner) => simpleIssues(inner, body)),
  }))
  const misfitOf = (problem: Issue): Misfit => ({ path: problem.path, kind: kindOf(problem, body) })
  return meantAlternatives({
    alternatives,
    path: issue.path,
    value: valueAt(body, issue.path),
    misfitOf,
  }).flatMap(({ problems }) => problems)
}
