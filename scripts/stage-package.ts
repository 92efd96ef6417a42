/**
 * Puts what is published into a folder: the files that package.json lists, and a package.json without scripts and
 * development dependencies, so that nothing is built where it is installed.
 *
 *   npm run pack                                           stuntdouble-0.1.0.tgz in this folder
 *   npx tsx scripts/stage-package.ts --release FOLDER      for `npm publish FOLDER`; refuses placeholders
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleTypes } from './bundle-types.ts'

type Manifest = Readonly<Record<string, unknown>> & { readonly files: readonly string[] }

export const manifest = (): Manifest => JSON.parse(readFileSync('package.json', 'utf8')) as Manifest

/** npm takes these whatever `files` says. */
const ALWAYS = ['README.md', 'LICENSE']

/** What only a checkout needs. */
const ONLY_HERE = ['scripts', 'devDependencies', 'overrides', 'allowScripts']

/** Fields of package.json that say where the project lives. Until it does, they hold this host, which cannot exist. */
const ADDRESSES = ['homepage', 'repository', 'bugs', 'funding']
const PLACEHOLDER = 'placeholder.invalid'

/** What must be filled in before anybody may publish; one sentence each. */
export const placeholdersIn = (about: Readonly<Record<string, unknown>>): readonly string[] =>
  ADDRESSES.flatMap((field) => {
    const text = JSON.stringify(about[field]) ?? PLACEHOLDER
    return text.includes(PLACEHOLDER)
      ? [`package.json: ${field} is a placeholder; write the real address`]
      : []
  })

/** package.json as it is published. `private` goes only with a release, so that nothing else can be published. */
export const published = (about: Manifest, isRelease: boolean): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(about).filter(
      ([field]) => !ONLY_HERE.includes(field) && !(isRelease && field === 'private'),
    ),
  )

const TYPES = 'dist/types'

/** The types of the entries, below their folder. */
const typesOf = ({ exports }: Manifest): readonly string[] =>
  Object.values(exports as Readonly<Record<string, { readonly types?: string }>>).flatMap(({ types }) =>
    types?.startsWith(`./${TYPES}/`) ? [types.slice(TYPES.length + 3)] : [],
  )

/** Programs read these. */
const withoutSpaces = (file: string): void =>
  writeFileSync(file, JSON.stringify(JSON.parse(readFileSync(file, 'utf8'))))

/**
 * Fills a folder with what is published. dist/ must be built.
 * @throws Error for a release whose addresses are placeholders
 */
export const stagePackage = async (folder: string, { isRelease = false } = {}): Promise<void> => {
  const about = manifest()
  const problems = isRelease ? placeholdersIn(about) : []
  if (problems.length > 0) throw new Error(problems.join('\n'))
  const filter = (path: string): boolean => !path.includes('__pycache__') && path !== TYPES
  const paths = [...about.files.filter((path) => !path.startsWith('!')), ...ALWAYS]
  for (const path of paths) cpSync(path, join(folder, path), { recursive: true, filter })
  await bundleTypes(typesOf(about), TYPES, join(folder, TYPES))
  for (const file of readdirSync(join(folder, 'schemas'))) withoutSpaces(join(folder, 'schemas', file))
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(published(about, isRelease), null, 2)}\n`)
}

export interface Packed {
  /** The path of the tarball. */
  readonly file: string
  readonly paths: readonly string[]
  readonly unpackedBytes: number
}

/** Packs what is published into a folder. */
export const packInto = async (folder: string): Promise<Packed> => {
  const stage = mkdtempSync(join(tmpdir(), 'stuntdouble-stage-'))
  try {
    await stagePackage(stage)
    const json = execFileSync(
      'npm',
      ['pack', '--json', '--ignore-scripts', '--pack-destination', resolve(folder)],
      {
        cwd: stage,
        encoding: 'utf8',
      },
    )
    const [packed] = JSON.parse(json) as readonly [
      {
        readonly filename: string
        readonly unpackedSize: number
        readonly files: readonly { readonly path: string }[]
      },
    ]
    return {
      file: join(resolve(folder), packed.filename),
      paths: packed.files.map(({ path }) => path),
      unpackedBytes: packed.unpackedSize,
    }
  } finally {
    rmSync(stage, { recursive: true, force: true })
  }
}

if (fileURLToPath(import.meta.url) === process.argv[1]) {
  const [flag, folder] = process.argv.slice(2)
  if (flag === '--pack') console.log((await packInto('.')).file)
  else if (flag === '--release' && folder !== undefined) {
    const problems = placeholdersIn(manifest())
    for (const problem of problems) console.error(problem)
    if (problems.length > 0) process.exit(1)
    await stagePackage(folder, { isRelease: true })
  } else {
    console.error('stage-package: give --pack, or --release and a folder')
    process.exit(2)
  }
}
