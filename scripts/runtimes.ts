/**
 * Checks the client under other runtimes: fetches Bun, Deno and Nodes from npm into a folder of its own and runs
 * test/client/runtimes.test.ts with them. Nothing of it stays in node_modules.
 *
 *   npx tsx scripts/runtimes.ts            all of them
 *   npx tsx scripts/runtimes.ts bun node@24
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ALL = ['bun', 'deno', 'node@20', 'node@22', 'node@24', 'node@26']
const FOLDER = resolve('.runtimes')

const install = (wanted: string): void => {
  const folder = join(FOLDER, wanted.replace('@', '-'))
  if (existsSync(join(folder, 'node_modules'))) return
  mkdirSync(folder, { recursive: true })
  execFileSync('npm', ['init', '--yes'], { cwd: folder, stdio: 'ignore' })
  // Their install scripts put the binary in place.
  execFileSync('npm', ['install', '--no-save', '--foreground-scripts', wanted], {
    cwd: folder,
    stdio: 'inherit',
  })
}

const wanted = process.argv.length > 2 ? process.argv.slice(2) : ALL
for (const runtime of wanted) install(runtime)
execFileSync('npx', ['vitest', 'run', 'test/client/runtimes.test.ts'], {
  env: { ...process.env, STUNTDOUBLE_RUNTIMES: FOLDER },
  stdio: 'inherit',
})
