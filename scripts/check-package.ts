/** Checks what would be published: that it is complete, that it holds nothing else, and that the lock file is portable. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
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
    'README.md',
  ]
  const missing = needed.filter((path) => !paths.includes(path)).map((path) => `the package lacks ${path}`)
  const stray = paths
    .filter((path) => /^(src|test|bench|scripts)\//.test(path))
    .map((path) => `${path} is published`)
  const size =
    unpackedSize > LARGEST_BYTES ? [`the package has ${unpackedSize} bytes, over ${LARGEST_BYTES}`] : []
  return [...missing, ...stray, ...size]
}

const lockProblems = (): string[] => {
  const lock = readFileSync('package-lock.json', 'utf8')
  return /"resolved": "https?:/.test(lock) ? ['package-lock.json names download addresses; see .npmrc'] : []
}

/** Every `COPY a b` from the build context has a source. */
const dockerProblems = (): string[] =>
  readFileSync('Dockerfile', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
    .flatMap((line) => line.split(/\s+/).slice(1, -1))
    .filter((source) => !existsSync(source))
    .map((source) => `the Dockerfile copies ${source}, which is not there`)

const lintProblems = async (): Promise<string[]> => {
  const { messages } = await publint({ pkgDir: '.', strict: true, pack: false })
  return messages.map((message) => formatMessage(message, about) ?? message.code)
}

const problems = [...contentsProblems(), ...lockProblems(), ...dockerProblems(), ...(await lintProblems())]
for (const problem of problems) console.error(`package: ${problem}`)
process.exitCode = problems.length === 0 ? 0 : 1
