import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/**
 * Whoever registers a name that nobody has published gets what is run by that name, with the keys in its environment.
 * So nothing that people copy lets npx fetch a package.
 */

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(md|ya?ml|m?js|cjs|ts|py|sh)$/.test(path) && !path.includes('node_modules'))
    .map((path) => join(folder, path))

const copied = ['README.md', ...filesIn('docs'), ...filesIn('examples'), ...filesIn('skills')]

/** Calls of npx that may fetch what is not installed. */
const fetchingCalls = (text: string): readonly string[] =>
  [...text.replaceAll('"\nargs = ', '", "args" = ').matchAll(/\bnpx\b(?!"\))(?! --no\b)[^\n]*/g)]
    .map(([call]) => call)
    // A program and its arguments in a list, as JSON has them.
    .filter((call) => !/^npx", "args"(:| =) \["--no", /.test(call))
    // Tools of this checkout, which has installed them.
    .filter((call) => !/^npx (tsx|vitest) /.test(call))

test.each([
  ['npx stuntdouble start', 1],
  ['npx --yes stuntdouble contract kie', 1],
  ['npx -y stuntdouble', 1],
  ['npx --no stuntdouble start', 0],
  ['npx --no -- stuntdouble start', 0],
  ['npx tsx scripts/matrix.ts', 0],
  ['"command": "npx", "args": ["--no", "stuntdouble", "mcp"]', 0],
  ['"command": "npx", "args": ["stuntdouble", "mcp"]', 1],
  ['command = "npx"\nargs = ["--no", "stuntdouble", "mcp"]', 0],
  ['command = "npx"\nargs = ["stuntdouble", "mcp"]', 1],
])('"%s" is seen for what it is', (text, count) => {
  expect(fetchingCalls(text)).toHaveLength(count)
})

test.each(copied)('%s runs nothing that it would first fetch by name', (file) => {
  const text = readFileSync(file, 'utf8')
  // In a list of arguments, the next one says it.
  expect(fetchingCalls(text).filter((call) => !/^npx`/.test(call))).toEqual([])
})

test.each(copied)('in %s npx does not take the flags of stuntdouble for its own', (file) => {
  // npm 11 prints its own version for `npx --no stuntdouble --version`; after a command of ours they are left alone.
  expect(readFileSync(file, 'utf8')).not.toMatch(/npx --no stuntdouble -/)
})

test('a workflow gives keys only to steps that run what the lock file says', () => {
  const text = readFileSync('examples/github-action.yml', 'utf8')
  expect(text).toContain('npm ci --ignore-scripts')
  const [head = '', ...steps] = text.split(/^ {6}- /m)
  expect(head).not.toContain('secrets.')
  for (const step of steps.filter((one) => one.includes('secrets.'))) expect(step).toContain('npx --no ')
})
