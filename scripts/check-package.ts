/** Checks what would be published: that it is complete, that it holds nothing else, and that the lock file is portable. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'

const LARGEST_BYTES = 12_000_000

interface Packed {
  readonly files: readonly { readonly path: string }[]
  readonly unpackedSize: number
}

const packed = (): Packed => {
  const json = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8' })
  return (JSON.parse(json) as readonly [Packed])[0]
}

const about = JSON.parse(readFileSync('package.json', 'utf8'))

const contentsProblems = (): string[] => {
  const { files, unpackedSize } = packed()
  const paths = files.map(({ path }) => path)
  const needed = [
    'dist/stuntdouble.js',
    'dist/simulator.js',
    'media/720p-16x9-5s.mp4',
    'LICENSE',
    'schemas/config.schema.json',
    'dist/console/index.html',
    'README.md',
    'CHANGELOG.md',
  ]
  const missing = needed.filter((path) => !paths.includes(path)).map((path) => `the package lacks ${path}`)
  const stray = paths
    .filter((path) => /^(src|test|bench|scripts)\//.test(path))
    .map((path) => `${path} is published`)
  const size =
    unpackedSize > LARGEST_BYTES ? [`the package has ${unpackedSize} bytes, over ${LARGEST_BYTES}`] : []
  return [...missing, ...stray, ...size]
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

const lintProblems = async (): Promise<string[]> => {
  const { messages } = await publint({ pkgDir: '.', strict: true, pack: false })
  return messages.map((message) => formatMessage(message, about) ?? message.code)
}

const problems = [...contentsProblems(), ...lockProblems(), ...(await lintProblems())]
for (const problem of problems) console.error(`package: ${problem}`)
process.exitCode = problems.length === 0 ? 0 : 1
