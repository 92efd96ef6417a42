import { existsSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { casesFor } from '../../src/conformance/index.ts'
import { providers } from './mutation/judge.ts'

test.each(providers)(
  '%s: every case has a file named after it, and every file is in the list',
  (provider) => {
    const folder = `src/conformance/cases/${provider}`
    const ids = casesFor({ provider }).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !existsSync(`${folder}/${id}.ts`))).toEqual([])
    expect(readdirSync(folder).sort()).toEqual([...ids, 'index'].map((id) => `${id}.ts`).sort())
  },
)

test('there are more than 60 cases', () => {
  expect(providers.flatMap((provider) => casesFor({ provider })).length).toBeGreaterThan(60)
})

test('a case that does not exist is refused', () => {
  expect(() => casesFor({ provider: 'kie' }, ['nonsense'])).toThrow('there is no case "nonsense"')
})
