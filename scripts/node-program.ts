import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const SYSTEM = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`

/**
 * The program of a version of Node such as `20.19.0` or `26`, fetched from npm into .runtimes/ unless it is there. (The npm
 * package `node` only chooses one of these, by an install script.)
 * @throws Error when npm cannot fetch it
 */
export const nodeProgram = (version: string): string => {
  const folder = resolve('.runtimes', `${SYSTEM}-${version}`)
  const program = join(folder, `node_modules/node-${SYSTEM}/bin/node`)
  if (existsSync(program)) return program
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"private": true}')
  execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', `node-${SYSTEM}@${version}`], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return program
}
