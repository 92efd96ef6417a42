import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** ARCHITECTURE.md names, for each obligation of the client, the test that proves it. */

const named = [
  ...readFileSync('ARCHITECTURE.md', 'utf8').matchAll(/^\|.*\| (test\/\S+\.test\.ts): "(.+)" \|$/gm),
]

test('every test that ARCHITECTURE.md names is there', () => {
  const missing = named
    .filter(([, path = '', title = '']) => {
      const source = readFileSync(path, 'utf8').replaceAll("\\'", "'")
      return !source.includes(title)
    })
    .map(([row]) => row)
  expect(missing).toEqual([])
  expect(named.length).toBeGreaterThan(40)
})

test('every kind of error is in docs/client.md', () => {
  const kinds = readFileSync('src/client/errors/client-error.ts', 'utf8').matchAll(/^ {2}\| '([\w-]+)'/gm)
  const text = readFileSync('docs/client.md', 'utf8')
  expect([...kinds].map(([, kind]) => kind).filter((kind) => !text.includes(`\`${kind}\``))).toEqual([])
})
