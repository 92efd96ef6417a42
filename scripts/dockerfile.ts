import { cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, relative } from 'node:path'

/** As much of Docker as our Dockerfile needs, for a machine without an engine. */

export interface Instruction {
  readonly name: string
  readonly rest: string
}

export interface Stage {
  readonly name: string
  readonly instructions: readonly Instruction[]
}

export interface Copy {
  /** The stage to copy from; the build context when absent. */
  readonly from: string | undefined
  readonly sources: readonly string[]
  readonly target: string
}

/** The stages of a Dockerfile, in order. */
export const stagesOf = (text: string): readonly Stage[] => {
  const lines = text
    .replace(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
  const stages: { name: string; instructions: Instruction[] }[] = []
  for (const line of lines) {
    const [, name = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line.trim()) ?? []
    if (name === 'FROM') stages.push({ name: / AS (\S+)/i.exec(rest)?.[1] ?? 'final', instructions: [] })
    else if (name !== '') stages.at(-1)?.instructions.push({ name, rest })
  }
  return stages
}

export const copyOf = (rest: string): Copy => {
  const words = rest.split(/\s+/)
  const paths = words.filter((word) => !word.startsWith('--'))
  const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length)
  return { from, sources: paths.slice(0, -1), target: paths.at(-1) ?? '' }
}

/** What the last instruction of this name says, as a list of words. */
export const commandOf = (stage: Stage, name: 'ENTRYPOINT' | 'CMD' | 'HEALTHCHECK'): readonly string[] => {
  const rest = stage.instructions.findLast((instruction) => instruction.name === name)?.rest ?? '[]'
  return JSON.parse(rest.slice(rest.indexOf('['))) as readonly string[]
}

/** The container's variables. */
export const environmentOf = (stage: Stage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    stage.instructions
      .filter(({ name }) => name === 'ENV')
      .map(({ rest }) => rest.split('=') as [string, string]),
  )

/** Whether `.dockerignore` keeps a path of the context from the build. Its `!` is more than we need. */
export const ignoredBy = (dockerignore: string): ((path: string) => boolean) => {
  const patterns = dockerignore.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
  const rules = patterns.map((pattern) => {
    if (pattern.startsWith('!')) throw new Error(`.dockerignore: ${pattern} is not understood here`)
    const source = pattern
      .replaceAll('.', '\\.')
      .replaceAll(/\*\*\/?|\*/g, (stars) => (stars === '*' ? '[^/]*' : '.*'))
    return new RegExp(`^${source}(/|$)`)
  })
  return (path) => rules.some((rule) => rule.test(path))
}

/** Copies from the build context, which lies in `context`, or from another stage's files, into this stage's. */
export const performCopy = (
  copy: Copy,
  context: string,
  folder: string,
  files: (stage: string) => string,
): void => {
  const isIgnored = ignoredBy(readFileSync(join(context, '.dockerignore'), 'utf8'))
  for (const source of copy.sources) {
    const from = copy.from === undefined ? join(context, source) : join(files(copy.from), source)
    if (!existsSync(from)) throw new Error(`COPY ${source}: it does not exist`)
    if (copy.from === undefined && isIgnored(source))
      throw new Error(`COPY ${source}: .dockerignore excludes it`)
    // A folder's content goes into the target; a file goes into a target that ends like a folder.
    const isInto = copy.target.endsWith('/') && statSync(from).isFile()
    const to = isInto ? join(folder, copy.target, basename(source)) : join(folder, copy.target)
    mkdirSync(join(to, '..'), { recursive: true })
    const filter = (path: string): boolean => copy.from !== undefined || !isIgnored(relative(context, path))
    cpSync(from, to, { recursive: true, filter })
  }
}
