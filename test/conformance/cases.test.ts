import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { casesFor } from '../../src/conformance/index.ts'
import { providers } from './mutation/judge.ts'

const FOLDER = 'src/conformance/cases'

/** The cases that have files: those made from the models' pages have a slash in their ids. */
const written = (provider: (typeof providers)[number]): readonly string[] =>
  casesFor({ provider })
    .map(({ id }) => id)
    .filter((id) => !id.includes('/'))

test.each(providers)('%s: no two cases share an id', (provider) => {
  const ids = casesFor({ provider }).map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('every case has one file named after it, and every file is in a list', () => {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && basename(path) !== 'index.ts')
    .map((path) => basename(path, '.ts'))
  const ids = new Set(providers.flatMap(written))
  expect([...files].sort()).toEqual([...ids].sort())
})

test.each(providers)(
  '%s: each rule of each model is broken alone in tier paid, and every option is bought once',
  (provider) => {
    const ids = casesFor({ provider }).map(({ id }) => id)
    expect(ids.filter((id) => id.includes('/alone-')).length).toBeGreaterThan(10)
    expect(ids.filter((id) => id.includes('/task-options-')).length).toBeGreaterThan(1)
    expect(ids.filter((id) => id.endsWith('/task-minimal')).length).toBeGreaterThan(0)
  },
)

test('a case that does not exist is refused', () => {
  expect(() => casesFor({ provider: 'kie' }, ['nonsense'])).toThrow('there is no case "nonsense"')
})
