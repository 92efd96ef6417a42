import type { JsonObject } from '../contracts/check/json.ts'
import type { ProviderName } from '../contracts/vocabulary.ts'
import type { PageProblem } from './text/page.ts'

/** What a task of a model makes. */
export type OutputType = 'video' | 'image' | 'audio' | 'text'

/** One create call that a page describes. One page may describe several. */
export interface ImportedPage {
  readonly file: string
  /** The page it was first read from, where the file is what an import wrote. */
  readonly origin?: string | undefined
  readonly title: string
  readonly provider: ProviderName
  /** The models it creates tasks of, as requests name them. */
  readonly models: readonly string[]
  readonly method: 'POST'
  readonly path: string
  /** Without a trailing slash. */
  readonly baseUrl: string
  /** JSON Schema of the body. It stands for itself: no references. */
  readonly request: JsonObject
  /** Whole bodies, as the page shows them. */
  readonly examples: readonly JsonObject[]
  /** The field that takes the callback address; null where the page names none. */
  readonly callbackParam: string | null
  readonly documentedCodes: readonly number[]
  readonly problems: readonly PageProblem[]
  readonly output: OutputType
}

/** The page as `stuntdouble import --json` prints it. */
export const shownPage = (page: ImportedPage) => {
  const { provider, models, method, path, baseUrl, request, examples, callbackParam } = page
  const { documentedCodes, problems } = page
  return {
    provider,
    models,
    method,
    path,
    baseUrl,
    request,
    examples,
    callbackParam,
    documentedCodes,
    problems,
  }
}

/** A page that describes no create call we know: one sentence that says what it seems to be. */
export class PageRefusal extends Error {
  override readonly name = 'PageRefusal'
}

export type Report = (
  severity: PageProblem['severity'],
  place: string,
  message: string,
  example?: PageProblem['example'],
) => void

const MOST_PROBLEMS = 200

/** A list of problems, and what adds to it. The list is capped: a page may be odd everywhere. */
export const reporter = (
  known: readonly PageProblem[] = [],
): { readonly problems: readonly PageProblem[]; readonly report: Report } => {
  const problems = [...new Map(known.map((problem) => [JSON.stringify(problem), problem])).values()]
  const said = new Set(problems.map((problem) => JSON.stringify(problem)))
  return {
    problems,
    report: (severity, place, message, example) => {
      const problem = { severity, place, message, ...(example ? { example } : {}) }
      if (problems.length >= MOST_PROBLEMS || said.has(JSON.stringify(problem))) return
      said.add(JSON.stringify(problem))
      problems.push(problem)
    },
  }
}
