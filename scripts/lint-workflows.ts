/**
 * Checks every workflow, ours and those to copy, with actionlint: `npm run workflows`. What actionlint is not told, it
 * cannot know: the inputs of our own actions are compared with their action.yml here.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { parse } from 'yaml'

/** A problem at its place. */
export interface WorkflowProblem {
  readonly file: string
  readonly line: number
  readonly message: string
}

const PAGES = ['docs/github-action.md']

const ymlIn = (folder: string): readonly string[] =>
  readdirSync(folder).flatMap((name) => (/\.ya?ml$/.test(name) ? [join(folder, name)] : []))

const isWorkflow = (text: string): boolean => /^on:/m.test(text) && /^jobs:/m.test(text)

/** Steps on a page, as a workflow with as many lines before them as the page has. */
const workflowsOn = (file: string): readonly (readonly [string, string])[] => {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].flatMap(({ 1: block = '', index }) => {
    const steps = block.replace(/^steps:\n/, '')
    const indented = steps.replaceAll(/^(?=.)/gm, '    ')
    const above = '#\n'.repeat(Math.max(0, text.slice(0, index).split('\n').length - 5))
    return [
      [file, `${above}on: push\njobs:\n  job:\n    runs-on: ubuntu-latest\n    steps:\n${indented}`] as const,
    ]
  })
}

/** Every workflow of the project, with its text. */
export const workflows = (): readonly (readonly [string, string])[] => [
  ...[...ymlIn('.github/workflows'), ...ymlIn('examples')].flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    return isWorkflow(text) ? [[file, text] as const] : []
  }),
  ...PAGES.flatMap(workflowsOn),
]

interface Step {
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
}

interface Action {
  readonly inputs?: Readonly<Record<string, { readonly required?: boolean }>>
}

const OURS = './node_modules/stuntdouble/'

const stepsOf = (text: string): readonly Step[] => {
  const { jobs } = parse(text) as { jobs: Readonly<Record<string, { readonly steps?: readonly Step[] }>> }
  return Object.values(jobs).flatMap(({ steps = [] }) => steps)
}

/** What a workflow passes to our own actions, and they do not take. */
export const inputProblems = (file: string, text: string): readonly WorkflowProblem[] =>
  stepsOf(text).flatMap(({ uses = '', with: given = {} }) => {
    if (!uses.startsWith(OURS)) return []
    const path = join(uses.slice(OURS.length), 'action.yml')
    if (!existsSync(path)) return [{ file, line: 0, message: `${uses} is not an action of ours` }]
    const { inputs = {} } = parse(readFileSync(path, 'utf8')) as Action
    const unknown = Object.keys(given).filter((name) => !Object.hasOwn(inputs, name))
    const missing = Object.entries(inputs).flatMap(([name, { required }]) =>
      required === true && !Object.hasOwn(given, name) ? [name] : [],
    )
    return [
      ...unknown.map((name) => ({ file, line: 0, message: `${path} has no input ${name}` })),
      ...missing.map((name) => ({ file, line: 0, message: `${path} needs the input ${name}` })),
    ]
  })

/** A workflow with a mistake, an event that does not exist. */
const BROKEN = 'on: pushed\njobs:\n  job:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo\n'

/** Returns a function that checks one workflow. */
export const openLinter = async (): Promise<(file: string, text: string) => readonly WorkflowProblem[]> => {
  const lint = await createLinter()
  return (file, text) => [
    ...lint(text, file).map(({ line, message }) => ({ file, line, message })),
    ...inputProblems(file, text),
  ]
}

if (import.meta.filename === process.argv[1]) {
  const lint = await openLinter()
  const all = workflows()
  const problems = all.flatMap(([file, text]) => lint(file, text))
  // A linter that finds nothing would be green always.
  if (lint('broken.yml', BROKEN).length === 0)
    problems.push({ file: 'broken.yml', line: 1, message: 'not noticed' })
  for (const { file, line, message } of problems) console.error(`${file}:${line}: ${message}`)
  console.log(`${all.length} workflows, ${problems.length} problems`)
  process.exit(problems.length === 0 ? 0 : 1)
}
