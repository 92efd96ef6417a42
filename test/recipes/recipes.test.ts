import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../helpers/command.ts'

/** Each recipe is run by the tool it is for, against the built package. */

const run = (command: string, args: readonly string[], cwd: string, path = process.env.PATH) =>
  spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, PATH: path, NODE_OPTIONS: '' } })

const recipe = (name: string): string => resolve('examples/recipes', name)

test('the vitest recipe passes', () => {
  const { status, stdout, stderr } = run(
    process.execPath,
    [resolve('node_modules/vitest/vitest.mjs'), 'run', '--root', recipe('vitest')],
    recipe('vitest'),
  )
  expect(stripVTControlCharacters(stdout + stderr)).toContain('3 passed')
  expect(status).toBe(0)
})

test('the node:test recipe passes', () => {
  const { status, stdout } = run(process.execPath, ['--test', 'video.test.mjs'], recipe('node-test'))
  expect(stdout).toContain('pass 1')
  expect(status).toBe(0)
})

test('the Jest recipe passes', () => {
  const { status, stderr } = run(
    process.execPath,
    [resolve('node_modules/jest/bin/jest.js'), '--config', 'jest.config.cjs'],
    recipe('jest'),
  )
  expect(stderr).toContain('1 passed, 1 total')
  expect(status).toBe(0)
})

// Debian's, which scripts/install-tools.sh installs.
const PYTHON = '/usr/bin/python3'
const hasPytest = spawnSync(PYTHON, ['-m', 'pytest', '--version']).status === 0

test.skipIf(!hasPytest)('the pytest recipe passes (skipped without pytest for /usr/bin/python3)', () => {
  using bin = temporaryFolder()
  // What npx would find in a project that has the package.
  writeFileSync(
    join(bin.path, 'npx'),
    `#!/bin/sh\n[ "$1 $2 $3" = "--no -- stuntdouble" ] || exit 1\nshift 3\nexec "${process.execPath}" "${resolve('dist/stuntdouble.js')}" "$@"\n`,
    { mode: 0o755 },
  )
  const path = `${bin.path}:${process.env.PATH}`
  const { status, stdout } = run(
    PYTHON,
    ['-m', 'pytest', '-q', '-p', 'no:cacheprovider'],
    recipe('pytest'),
    path,
  )
  expect(stdout).toContain('2 passed')
  expect(status).toBe(0)
})

test('the page of recipes shows the files that are run, word for word', () => {
  const page = readFileSync('docs/recipes.md', 'utf8')
  for (const file of [
    'vitest/callback.test.ts',
    'vitest/service.ts',
    'vitest/video.test.ts',
    'node-test/video.test.mjs',
    'jest/jest.config.cjs',
    'jest/start-double.mjs',
    'jest/video.test.cjs',
    'pytest/conftest.py',
    'pytest/test_video.py',
  ]) {
    expect(page, file).toContain(readFileSync(join('examples/recipes', file), 'utf8').trim())
  }
})
