import { execFile, execFileSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../helpers/command.ts'

/** The pytest package: its own tests, and the recipe by the wheel that people install. */

const run = promisify(execFile)

// Debian's, for which scripts/install-tools.sh installs the modules.
const PYTHON = '/usr/bin/python3'

const found = ((): readonly string[] => {
  const list =
    "import importlib.util as i; print(*[m for m in ('pytest', 'build', 'wheel') if i.find_spec(m)])"
  try {
    return execFileSync(PYTHON, ['-c', list], { encoding: 'utf8' }).trim().split(' ')
  } catch {
    return []
  }
})()
const hasPytest = found.includes('pytest')
const canBuild = found.includes('build') && found.includes('wheel')
if (!hasPytest) console.warn(`${PYTHON} has no pytest: the pytest package is not tested.`)
if (!canBuild)
  console.warn(`${PYTHON} has no build or no wheel: the wheel of the pytest package is not built.`)

/** Runs pytest in a folder, against the built command. Returns what it printed, failures included. */
const pytest = async (folder: string, env: Readonly<Record<string, string>>): Promise<string> => {
  const ended = run(PYTHON, ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', folder], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      PYTHONDONTWRITEBYTECODE: '1',
      STUNTDOUBLE_COMMAND: `${process.execPath} ${resolve('dist/stuntdouble.js')}`,
      ...env,
    },
  })
  const { stdout } = await ended.catch((error: { readonly stdout: string }) => error)
  return stdout
}

test.skipIf(!hasPytest).concurrent('the tests of the pytest package pass', async () => {
  const output = await pytest(resolve('python/tests'), {
    PYTHONPATH: resolve('python/src'),
    PYTEST_PLUGINS: 'stuntdouble_pytest.plugin',
  })
  expect(output).toMatch(/^\d+ passed/m)
})

test.skipIf(!hasPytest || !canBuild).concurrent(
  'the wheel has types and fixtures, and the pytest recipe passes by it',
  async () => {
    using folder = temporaryFolder()
    // Building leaves files beside the sources.
    cpSync('python', join(folder.path, 'python'), { recursive: true })
    const options = { cwd: join(folder.path, 'python') }
    await run(PYTHON, ['-m', 'build', '--no-isolation', '--wheel', '--outdir', folder.path], options)
    const [wheel = ''] = readdirSync(folder.path).filter((name) => name.endsWith('.whl'))
    const path = join(folder.path, wheel)
    const { stdout: list } = await run(PYTHON, ['-m', 'zipfile', '-l', path])
    expect(list).toContain('stuntdouble_pytest/py.typed')
    const output = await pytest(resolve('examples/recipes/pytest'), { PYTHONPATH: path })
    expect(output).toContain('3 passed')
  },
  60_000,
)

test('the pytest package has the version of the npm package', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(readFileSync('python/pyproject.toml', 'utf8')).toContain(`version = "${version}"`)
})
