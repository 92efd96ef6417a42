import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** The client can be copied: what it needs is the contracts, undici and Node. */

const sources = readdirSync('src/client', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => join('src/client', path))

const importsOf = (path: string): string[] =>
  [...readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, target = '']) =>
    target.startsWith('.') ? relative('.', resolve(path, '..', target)) : target,
  )

test('src/client imports only itself, src/contracts, undici and Node', () => {
  const foreign = sources.flatMap((path) =>
    importsOf(path)
      .filter((target) => !/^(src\/client\/|src\/contracts\/|undici$|node:)/.test(target))
      .map((target) => `${path} imports ${target}`),
  )
  expect(foreign).toEqual([])
  expect(sources.length).toBeGreaterThan(30)
})

test('one file of the client draws chance, one reads the environment, one the time', () => {
  const users = (pattern: RegExp): string[] =>
    sources.filter((path) => pattern.test(readFileSync(path, 'utf8')))
  expect(users(/Math\.random|randomUUID|randomBytes/)).toEqual(['src/client/chance.ts'])
  expect(users(/process\.env/)).toEqual(['src/client/environment.ts'])
  expect(users(/Date\.now\(|new Date\(\)|setTimeout\(|setInterval\(|performance\.now/)).toEqual([
    'src/client/clock.ts',
  ])
})
