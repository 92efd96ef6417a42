import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const document = readFileSync('docs/api.md', 'utf8')

/** The names that an interface of a file declares itself. */
const membersOf = (file: string, name: string): readonly string[] => {
  const [, body = ''] =
    new RegExp(`export interface ${name}\\b[^{]*{\n([^]*?)\n}`).exec(readFileSync(file, 'utf8')) ?? []
  return [...body.matchAll(/^ {2}(?:readonly )?(\w+)[?(:]/gm)].map(([, member = '']) => member)
}

test.each([
  ['src/simulator/start-simulator.ts', 'Simulator', 8],
  ['src/simulator/in-process/account-handle.ts', 'AccountHandle', 15],
  ['src/simulator/in-process/account-handle.ts', 'AccountClock', 5],
  ['src/simulator/in-process/vitest.ts', 'TestDouble', 2],
] as const)('docs/api.md names every member of %s: %s', (file, name, least) => {
  const members = membersOf(file, name)
  expect(members.length).toBeGreaterThanOrEqual(least)
  expect(members.filter((member) => !new RegExp(`[\`.]${member}[(.\`]`).test(document))).toEqual([])
})
