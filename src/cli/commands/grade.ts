import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { didYouMean } from '../../basics/did-you-mean.ts'
import { oneOf, wholeNumber } from '../../basics/setting-kinds.ts'
import { contracts, type ProviderName } from '../../contracts/index.ts'
import type { GradeOptions, GradeReport } from '../../grade/index.ts'
import { listIn, readFlag, textIn, valueIn, wordIn } from '../flags/flag-values.ts'
import type { FlagValues } from '../flags/flags.ts'
import { deadlineOf, GRADE_REPORTERS } from '../flags/grade-flags.ts'
import { EXIT, UsageError } from '../flags/usage-error.ts'
import { paintFor } from '../terminal/colours.ts'
import { fileAt, type Io } from '../terminal/io.ts'

export { GRADE_FLAGS, GRADE_HELP } from '../flags/grade-flags.ts'

type Kit = typeof import('../../grade/index.ts')
type Name = (typeof GRADE_REPORTERS)[number]

const shellQuoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`

/** The command line without `--only`, reporters and what else does not change a verdict. */
const repeatOf = (values: FlagValues, command: readonly string[]) => {
  const flags = ['provider', 'profile', 'deadline', 'seed'].flatMap((flag) => {
    const value = textIn(values, flag)
    return value === undefined ? [] : [`--${flag}`, shellQuoted(value)]
  })
  return (id: string): string =>
    ['npx --no stuntdouble grade', ...flags, '--only', id, '--', ...command.map(shellQuoted)].join(' ')
}

const onlyOf = (values: FlagValues, kit: Kit): readonly string[] => {
  const ids = kit.obligations.map(({ id }) => id as string)
  const known = [...ids, ...new Set(ids.map((id) => id.split('/')[0] ?? ''))]
  const only = listIn(values, 'only')
  const unknown = only.find((word) => !known.includes(word))
  if (unknown === undefined) return only
  throw new UsageError(`There is no obligation ${JSON.stringify(unknown)}${didYouMean(unknown, known)}`)
}

const namesOf = (values: FlagValues): readonly Name[] => {
  const given = listIn(values, 'reporter')
  return (given.length === 0 ? ['card'] : given).map((name) =>
    readFlag(oneOf(...GRADE_REPORTERS), name, 'reporter'),
  )
}

const providerOf = (values: FlagValues): ProviderName => {
  const names = Object.keys(contracts) as [ProviderName, ...ProviderName[]]
  return wordIn(values, 'provider', names) ?? names[0]
}

const PROFILES = ['documented', 'observed'] as const

/** Ways of grading; each takes the place of the others. */
const checkCombination = (values: FlagValues, command: readonly string[]): void => {
  const alone = ['receiver', 'from'].filter((flag) => values[flag] !== undefined)
  const [one, other] = [...alone, ...['prove', 'baseline'].filter((flag) => values[flag] !== undefined)]
  if (alone.length > 0 && other !== undefined && other !== 'baseline')
    throw new UsageError(`--${one} and --${other} are two ways of grading; give one of them.`)
  if (alone.length > 0 && command.length > 0)
    throw new UsageError(`--${one} runs no command; leave out -- and what follows it.`)
  if (alone.length === 0 && (command[0] === undefined || command[0] === ''))
    throw new UsageError(
      'There is no command to grade; give one after --, as in: stuntdouble grade -- node make-video.js',
    )
}

/** Grades a command, a receiver, or what was graded before. Returns the exit code. */
export const gradeClient = async (
  { words, command: given, ...values }: FlagValues,
  io: Io,
): Promise<number> => {
  const command = Array.isArray(given) ? (given as readonly string[]) : []
  if (Array.isArray(words) && words.length > 0)
    throw new UsageError(`The command goes after --, as in: stuntdouble grade -- ${words.join(' ')}`)
  checkCombination(values, command)
  const kit = await import('../../grade/index.ts')
  const names = namesOf(values)
  try {
    if (values.from !== undefined) return again(kit, names, values, io)
    if (values.receiver !== undefined) return await receiver(kit, names, values, io)
    return await client(kit, names, command, values, io)
  } catch (error) {
    if (error instanceof kit.ProveError) throw new UsageError(error.message)
    if (!(error instanceof kit.GradeError)) throw error
    if (error.kind === 'usage') throw new UsageError(error.message)
    io.stderr.write(`stuntdouble: ${error.message}\n`)
    return EXIT.couldNotCheck
  }
}

const optionsOf = (kit: Kit, command: readonly string[], values: FlagValues, io: Io): GradeOptions => ({
  provider: providerOf(values),
  profile: wordIn(values, 'profile', PROFILES) ?? 'documented',
  deadlineMs: deadlineOf(values),
  seed: valueIn(values, 'seed', wholeNumber(0)) ?? 1,
  jobs: valueIn(values, 'jobs', wholeNumber(1, 64)) ?? 10,
  only: onlyOf(values, kit),
  client: textIn(values, 'name') ?? command.join(' '),
  env: io.env,
  cwd: io.cwd,
  abort: io.signal,
  repeat: repeatOf(values, command),
  onRun: values.quiet === true ? undefined : progress(io),
})

const client = async (
  kit: Kit,
  names: readonly Name[],
  command: readonly string[],
  values: FlagValues,
  io: Io,
): Promise<number> => {
  const options = optionsOf(kit, command, values, io)
  const baseline = baselineOf(kit, values, io)
  const ref = textIn(values, 'prove')
  if (ref !== undefined) {
    using tree = kit.checkOut(ref, io.cwd)
    const before = await kit.grade(command, {
      ...options,
      cwd: tree.cwd,
      client: `${options.client} at ${ref}`,
    })
    const after = await kit.grade(command, options)
    for (const name of names) put(kit, after, name, values, io)
    io.stdout.write(kit.proofText(ref, before, after))
    return kit.proofOf(before, after).greenToRed.length > 0 ? EXIT.contractBroken : EXIT.ok
  }
  const report = await kit.grade(command, options)
  if (io.signal.aborted) return EXIT.couldNotCheck
  for (const name of names) put(kit, report, name, values, io)
  if (baseline === undefined) return exitOf(kit, report)
  const comparison = kit.compare(report, baseline)
  io.stderr.write(kit.comparisonText(comparison))
  return comparison.fresh.length + comparison.stale.length > 0 ? EXIT.contractBroken : EXIT.ok
}

const exitOf = (kit: Kit, { obligations }: GradeReport): number =>
  obligations.some(kit.isBroken) ? EXIT.contractBroken : EXIT.ok

const receiver = async (kit: Kit, names: readonly Name[], values: FlagValues, io: Io): Promise<number> => {
  const url = textIn(values, 'receiver') ?? ''
  if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : ''))
    throw new UsageError(
      `--receiver: ${JSON.stringify(url)} is not an http or https URL, such as http://127.0.0.1:3000/callback.`,
    )
  const report = await kit.gradeReceiver(url, {
    provider: providerOf(values),
    profile: wordIn(values, 'profile', PROFILES) ?? 'documented',
    seed: valueIn(values, 'seed', wholeNumber(0)) ?? 1,
    env: io.env,
    client: textIn(values, 'name') ?? url,
    repeat: `npx --no stuntdouble grade --provider ${providerOf(values)} --receiver ${shellQuoted(url)}`,
  })
  for (const name of names) put(kit, report, name, values, io)
  return exitOf(kit, report)
}

const readText = (flag: string, named: string, io: Io): string => {
  try {
    return readFileSync(fileAt(io, named), 'utf8')
  } catch {
    throw new UsageError(`--${flag}: ${JSON.stringify(named)} cannot be read.`)
  }
}

const baselineOf = (kit: Kit, values: FlagValues, io: Io) => {
  const named = textIn(values, 'baseline')
  if (named === undefined) return undefined
  try {
    return kit.readBaseline(
      readText('baseline', named, io),
      kit.obligations.map(({ id }) => id),
    )
  } catch (error) {
    if (!(error instanceof kit.BaselineError)) throw error
    throw new UsageError(`--baseline ${JSON.stringify(named)}: ${error.message}.`)
  }
}

const reportIn = (named: string, io: Io): GradeReport => {
  try {
    const value = JSON.parse(readText('from', named, io)) as GradeReport
    if (value.schemaVersion === 1 && Array.isArray(value.obligations)) return value
  } catch (error) {
    if (error instanceof UsageError) throw error
  }
  throw new UsageError(`--from: ${JSON.stringify(named)} is not a report that --reporter json wrote.`)
}

const again = (kit: Kit, names: readonly Name[], values: FlagValues, io: Io): number => {
  const reports = listIn(values, 'from').map((named) => reportIn(named, io))
  for (const name of names) {
    if (name === 'html') write(kit.html(...reports), kit.reporters.html.file, values, io)
    else for (const report of reports) put(kit, report, name, values, io)
  }
  return reports.some((report) => exitOf(kit, report) !== EXIT.ok) ? EXIT.contractBroken : EXIT.ok
}

/** One line that changes, where a person watches. */
const progress = ({ stderr }: Io) => {
  if (stderr.isTTY !== true) return undefined
  return (situation: string, done: number, of: number): void =>
    void stderr.write(`\r\u001B[K${done === of ? '' : `${done} of ${of}  ${situation}`}`)
}

const put = (kit: Kit, report: GradeReport, name: Name, values: FlagValues, io: Io): void => {
  const reporter: Kit['reporters'][Name] = kit.reporters[name]
  const file = 'file' in reporter ? reporter.file : undefined
  write(reporter.write(report, paintFor(io.stdout, io.env)), file, values, io)
  // Documented: GitHub Actions shows what is appended to this file.
  const summary = io.env.GITHUB_STEP_SUMMARY
  if (name === 'github' && summary) appendFileSync(summary, kit.reporters.markdown.write(report))
}

const write = (text: string, file: string | undefined, values: FlagValues, io: Io): void => {
  const folder = textIn(values, 'report-dir')
  if (file === undefined || folder === undefined) {
    io.stdout.write(text)
    return
  }
  const path = fileAt(io, folder)
  mkdirSync(path, { recursive: true })
  writeFileSync(join(path, file), text)
}
