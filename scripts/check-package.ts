/** Checks what would be published: that it is complete, that it holds nothing else, and that the lock file is portable. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { manifest, type Packed, packInto } from './stage-package.ts'

/** Almost a third of it are videos. */
const LARGEST_BYTES = 5_000_000

const NEEDED = [
  'dist/stuntdouble.js',
  'dist/simulator.js',
  'dist/action/start.js',
  'action/action.yml',
  'media/720p-16x9-5s.mp4',
  'LICENSE',
  'schemas/config.schema.json',
  'dist/console/index.html',
  'dist/THIRD-PARTY-NOTICES.txt',
  'dist/llms-full.txt',
  'skills/stuntdouble/SKILL.md',
  'README.md',
  'CHANGELOG.md',
]

/** The files that package.json names as entries. */
const entriesIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value.replace(/^\.\//, '')]
    : Object.values((value ?? {}) as object).flatMap(entriesIn)

const contentsProblems = ({ paths, unpackedBytes }: Packed): string[] => {
  const { bin, exports } = manifest()
  const missing = [...NEEDED, ...entriesIn(bin), ...entriesIn(exports)].filter(
    (path) => !paths.includes(path),
  )
  const stray = paths.filter(
    (path) => !/^(action|dist|media|schemas|skills)\/|^[A-Z]+(\.md)?$|^package\.json$/.test(path),
  )
  const size =
    unpackedBytes > LARGEST_BYTES ? [`the package has ${unpackedBytes} bytes, over ${LARGEST_BYTES}`] : []
  return [
    ...missing.map((path) => `the package lacks ${path}`),
    ...stray.map((path) => `${path} is published`),
    ...size,
  ]
}

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>
  >
}

const lockProblems = (): string[] => {
  const text = readFileSync('package-lock.json', 'utf8')
  const { packages } = JSON.parse(text) as Lock
  // npm leaves out of the lock what it could not find in its registry, and then refuses to install from that lock.
  const optional = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
  const missing = optional.filter(
    (name) => !Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`)),
  )
  return [
    ...(/"resolved": "https?:/.test(text) ? ['package-lock.json names download addresses; see .npmrc'] : []),
    ...missing.map((name) => `package-lock.json lacks ${name}, so npm ci refuses it`),
  ]
}

const lintProblems = async (tarball: ArrayBuffer): Promise<string[]> => {
  const { messages } = await publint({ pack: { tarball }, strict: true })
  return messages.map((message) => formatMessage(message, manifest()) ?? message.code)
}

/**
 * Kinds of problem that are decisions: the package is an ES module, which `require` reads from Node 20.19 on, and tools
 * older than `exports` (2021) are not served.
 */
const ACCEPTED = (problem: { readonly kind: string; readonly resolutionKind?: string }): boolean =>
  problem.kind === 'CJSResolvesToESM' || problem.resolutionKind === 'node10'

/** Whether the types of every entry are found, and are those of the file that runs. */
const typeProblems = async (tarball: Uint8Array): Promise<string[]> => {
  const result = await checkPackage(createPackageFromTarballData(tarball))
  if (result.types === false) return ['the package has no types']
  return result.problems
    .filter((problem) => !ACCEPTED(problem))
    .map((problem) => `types: ${JSON.stringify(problem)}`)
}

const home = mkdtempSync(join(tmpdir(), 'stuntdouble-package-'))
try {
  const packed = await packInto(home)
  const tarball = readFileSync(packed.file)
  const problems = [
    ...contentsProblems(packed),
    ...lockProblems(),
    ...(await lintProblems(Uint8Array.from(tarball).buffer)),
    ...(await typeProblems(tarball)),
  ]
  for (const problem of problems) console.error(`package: ${problem}`)
  console.log(`package: ${packed.paths.length} files, ${packed.unpackedBytes} bytes unpacked`)
  process.exitCode = problems.length === 0 ? 0 : 1
} finally {
  rmSync(home, { recursive: true, force: true })
}
