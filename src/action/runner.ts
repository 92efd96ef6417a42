import { appendFileSync } from 'node:fs'

/** The variables of a step. */
export type Environment = Readonly<Record<string, string | undefined>>

/** How a command of stuntdouble ended, and what it wrote. */
export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** What a step of GitHub Actions gets from its runner, and how it runs stuntdouble. */
export interface Runner {
  readonly env: Environment
  /** Writes to the log of the step; a line that begins with `::` is a workflow command. */
  readonly print: (text: string) => void
  /** Runs `stuntdouble` with these arguments to its end; what it writes also goes to the log if `isShown`. */
  readonly stuntdouble: (
    args: readonly string[],
    options?: { readonly env?: Environment; readonly isShown?: boolean },
  ) => Promise<Ended>
}

/** Documented: docs.github.com, "Workflow commands for GitHub Actions". */
const escaped = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

/** Shows a sentence on the page of the run. */
export const annotate = (
  { print }: Runner,
  level: 'error' | 'warning' | 'notice',
  title: string,
  text: string,
): void =>
  print(
    `::${level} title=${escaped(title).replaceAll(':', '%3A').replaceAll(',', '%2C')}::${escaped(text)}\n`,
  )

/** A line that no value contains, so that nothing in a value can set another variable. */
const endOf = (value: string): string => {
  let end = 'end_of_value'
  while (value.includes(end)) end += '_'
  return end
}

type File = 'GITHUB_ENV' | 'GITHUB_OUTPUT' | 'GITHUB_STATE'

/** Sets variables of later steps, outputs of this one, or what its `post:` part gets as `STATE_<name>`. */
export const tell = (
  { env }: Runner,
  file: File,
  values: Readonly<Record<string, string | undefined>>,
): void => {
  const path = env[file]
  if (!path) return
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue
    const end = endOf(value)
    appendFileSync(path, `${name}<<${end}\n${value}\n${end}\n`)
  }
}

/** Documented: the runner ignores the summary of a step that is longer than 1 MiB. */
const LONGEST_SUMMARY = 900_000

/** Adds Markdown to the summary of the job. */
export const summarize = ({ env }: Runner, markdown: string): void => {
  const path = env.GITHUB_STEP_SUMMARY
  if (path) appendFileSync(path, `${markdown.slice(0, LONGEST_SUMMARY)}\n`)
}
