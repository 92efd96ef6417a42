import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'

/** Each recipe is run by the tool it is for, against the built package; test/package/python.test.ts runs pytest's. */

/** The test runners start at once. */
const SLOWLY_MS = 180_000

interface Run {
  readonly status: number | null
  readonly output: string
}

const run = async (command: string, args: readonly string[], cwd: string): Promise<Run> => {
  const child = spawn(command, args, { cwd, env: { ...process.env, NODE_OPTIONS: '' } })
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { status, output: stripVTControlCharacters(stdout + stderr) }
}

const recipe = (name: string): string => resolve('examples/recipes', name)

test.concurrent(
  'the vitest recipe passes',
  async () => {
    const { status, output } = await run(
      process.execPath,
      // One thread, because starting more takes longer than the three tests.
      [
        resolve('node_modules/vitest/vitest.mjs'),
        ...['run', '--pool=threads', '--no-isolate', '--maxWorkers=1', '--root', recipe('vitest')],
      ],
      recipe('vitest'),
    )
    expect(output).toContain('4 passed')
    expect(status).toBe(0)
  },
  SLOWLY_MS,
)

test.concurrent(
  'the node:test recipe passes',
  async () => {
    const { status, output } = await run(process.execPath, ['--test', 'video.test.mjs'], recipe('node-test'))
    expect(output).toContain('pass 2')
    expect(status).toBe(0)
  },
  SLOWLY_MS,
)

test.concurrent(
  'the Jest recipe passes',
  async () => {
    const { status, output } = await run(
      process.execPath,
      [resolve('node_modules/jest/bin/jest.js'), '--config', 'jest.config.cjs'],
      recipe('jest'),
    )
    expect(output).toContain('2 passed, 2 total')
    expect(status).toBe(0)
  },
  SLOWLY_MS,
)

test('the page of recipes shows the files that are run, word for word', () => {
  const page = readFileSync('docs/recipes.md', 'utf8')
  for (const file of [
    'vitest/callback.test.ts',
    'vitest/service.ts',
    'vitest/video.test.ts',
    'node-test/video.test.mjs',
    'jest/jest.config.cjs',
    'jest/start-double.mjs',
    'jest/stop-double.mjs',
    'jest/video.test.cjs',
    'pytest/test_video.py',
  ]) {
    expect(page, file).toContain(readFileSync(join('examples/recipes', file), 'utf8').trim())
  }
})
