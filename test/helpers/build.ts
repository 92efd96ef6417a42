import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'

/** What `dist/` is made from. */
const SOURCES = [
  ...['src', 'specs', 'scripts/build.ts', 'scripts/third-party-notices.ts'],
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'],
]

const changedAt = (path: string): number => statSync(path).mtimeMs

/** When a file or anything in a folder was last changed. A folder changes when a file in it is added or taken away. */
const newestIn = (path: string): number => {
  if (!statSync(path).isDirectory()) return changedAt(path)
  const inside = readdirSync(path, { recursive: true, encoding: 'utf8' })
  return Math.max(changedAt(path), ...inside.map((name) => changedAt(`${path}/${name}`)))
}

/** The types are written last. */
const isBuilt = (): boolean =>
  existsSync('dist/types') && changedAt('dist/stuntdouble.js') > Math.max(...SOURCES.map(newestIn))

/** Builds `dist/` before the tests that start the command itself, unless nothing has changed since it was built. */
export default (): void => {
  if (isBuilt()) return
  execFileSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'scripts/build.ts'], { stdio: 'inherit' })
}
